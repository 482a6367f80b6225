using System.Net;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The answers as clients read them; written down here again, so that a renamed field fails a test.</summary>
internal static class Wire
{
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
}

public sealed record AcceptedAnswer(
    string PushId, string State, int? Targets, int Calls, string StatusUrl, bool Duplicate,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Asserts that an event was accepted and reads the answer.</summary>
    public static async Task<AcceptedAnswer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<AcceptedAnswer>(body, Wire.Json)!;
    }
}

public sealed record AnsweredAnswer(
    string PushId, string User, string Outcome, string Status, string Description, JsonElement? Vendor);

public sealed record PreviewAnswer(
    int Targets, int Calls, int DistinctMessages, string Strategy, PreviewedBudget Budget,
    DateTimeOffset ExpectedFinish, int StorageOperations, IReadOnlyList<string> Warnings, JsonElement? Message = null,
    IReadOnlyList<JsonElement>? Messages = null, DateTimeOffset? SendAt = null);

public sealed record PreviewedBudget(string Name, int CallsPerMinute, int LeftThisMinute);

public sealed record PushStatus(
    string PushId, string Type, string State, int Targets, Counts Counts, int PossiblyTwice, int Calls,
    IReadOnlyList<TimelineItem> Timeline, DateTimeOffset? SendAt = null)
{
    /// <summary>Every user has an outcome and none is tried again.</summary>
    public bool IsSettled => Counts is { Pending: 0, Retrying: 0 };
}

public sealed record Counts(
    int Pending, int Accepted, int Retrying, int Failed, int Dead, int Expired, int Cancelled, int Unknown)
{
    public int Sum => Pending + Accepted + Retrying + Failed + Dead + Expired + Cancelled + Unknown;
}

public sealed record TimelineItem(DateTimeOffset At, string What);

/// <summary>A problem as it came.</summary>
public sealed record ProblemAnswer(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<FieldProblem>? Errors = null)
{
    public IEnumerable<string> Paths => (Errors ?? []).Select(error => error.Path);

    /// <summary>Asserts that an answer is a problem of this status and reads it.</summary>
    public static async Task<ProblemAnswer> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<ProblemAnswer>(body, Wire.Json)!;
        Assert.Equal((int)expected, problem.Status);
        Assert.EndsWith($"errors.md#{problem.Code}", problem.Type, StringComparison.Ordinal);
        return problem;
    }
}

public sealed record FieldProblem(string Path, string Message);
