using System.Net;
using System.Text;
using System.Text.Json;
using PushFunctions.Problems;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Real answers of all operations, good and bad: each is as it is described, and none is left out.</summary>
public sealed class RealAnswerTests(ContractBed bed) : IClassFixture<ContractBed>
{
    private static readonly IReadOnlyList<ContractCase> Cases =
    [
        .. EventCases.All, .. WaitCases.All, .. PreviewCases.All, .. HookCases.All, .. MappingCases.All,
        .. AudienceCases.All, .. LabelCases.All,
        .. PreferenceCases.All, .. TemplateCases.All, .. JobCases.All,
        .. BudgetCases.All, .. StatusCases.All, .. StoryCases.All, .. ControlCases.All, .. ReplayCases.All,
    ];

    /// <summary>A defect of what asks nothing of storage: there is no way to make it.</summary>
    private static readonly IReadOnlyList<string> NotDriven =
        ["AllowEvents 500 internal_error", "AllowHook 500 internal_error", "GetOpenApi 500 internal_error"];

    public static TheoryData<string> Codes => [.. ProblemCodes.All];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_is_as_it_is_described(string name)
    {
        var one = Cases.Single(found => found.Name == name);

        using var response = await one.AskAsync(bed);

        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == one.Status, $"{(int)response.StatusCode} {body}");
        if (one.Code is { } code) Assert.Equal(code, JsonElement.Parse(body).GetProperty("code").GetString());
        Assert.Empty(await bed.Answers.CheckAsync(bed.Api[one.Operation], response));
        // What the exception of a defect says, and where it came from.
        Assert.DoesNotContain(ContractBed.DefectText, body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_page_shows_an_answer_as_it_comes(string code)
    {
        using var response = await Cases.First(one => one.Code == code).AskAsync(bed);

        var real = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var shown = Shown(code);
        Assert.Empty(JsonShape.Differences(shown, real));
        Assert.All(
            (string[])["type", "title", "status", "code"],
            member => Assert.Equal(shown.GetProperty(member).ToString(), real.GetProperty(member).ToString()));
    }

    [Fact]
    public void Every_answer_that_is_described_is_driven()
    {
        var described =
            from operation in bed.Api.Operations
            from status in operation.Statuses
            from code in CodesOf(operation, status)
            select $"{operation} {status} {code}".TrimEnd();
        var driven = Cases.Select(one => $"{one.Operation} {Described(one)} {one.Code}".TrimEnd()).Concat(NotDriven);

        Assert.Empty(described.Except(driven));
        Assert.Empty(driven.Except(described));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"status":"ok"}""", "application/json", 0)]
    [InlineData(HttpStatusCode.OK, """{"status":"well"}""", "application/json", 1)]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","more":1}""", "application/json", 1)]
    [InlineData(HttpStatusCode.OK, """{"status":"ok"}""", "text/json", 1)]
    [InlineData(HttpStatusCode.Accepted, "{}", "application/json", 1)]
    [InlineData(HttpStatusCode.BadRequest, "a body", "text/plain", 1)]
    public async Task An_answer_that_differs_is_found(HttpStatusCode status, string body, string type, int wrong)
    {
        using var response = Answer(status, body, type);

        Assert.Equal(wrong, (await bed.Answers.CheckAsync(bed.Api["GetHealth"], response)).Count);
    }

    [Fact]
    public async Task A_header_that_is_missing_or_wrong_is_found()
    {
        var problem = Shown("storage_unavailable").GetRawText();
        using var without = Answer(HttpStatusCode.ServiceUnavailable, problem, "application/problem+json");
        using var wrong = Answer(HttpStatusCode.ServiceUnavailable, problem, "application/problem+json");
        wrong.Headers.TryAddWithoutValidation("Retry-After", "soon");

        Assert.Equal(["Retry-After is missing."], await bed.Answers.CheckAsync(bed.Api["GetHealth"], without));
        Assert.Single(await bed.Answers.CheckAsync(bed.Api["GetHealth"], wrong));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, string type) => new(status)
    {
        RequestMessage = new(HttpMethod.Get, "http://localhost/api/health"),
        Content = new StringContent(body, Encoding.UTF8, type),
    };

    /// <summary>An empty one: an answer that is no problem, or the platform's for a key that is missing.</summary>
    private static IReadOnlyList<string> CodesOf(ApiOperation operation, string status)
    {
        IReadOnlyList<string> codes = int.TryParse(status, out var number) ? operation.Codes(number) : [];
        return codes.Count == 0 || (number == 401 && !operation.IsAnonymous) ? [.. codes, ""] : codes;
    }

    private JsonElement Shown(string code) =>
        bed.Api.Resolve($"/components/examples/{code}").Value.GetProperty("value");

    /// <summary>By itself, or by its range.</summary>
    private string Described(ContractCase one) =>
        bed.Api[one.Operation].Statuses.FirstOrDefault(status => status == $"{one.Status}") ?? $"{one.Status / 100}XX";
}
