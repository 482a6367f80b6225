using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Says what is wrong with an answer, if anything.</summary>
internal static class AnswerCheck
{
    /// <returns>The fault; null: there is none.</returns>
    public static string? FindFault(FuzzInput input, WireAnswer answer)
    {
        if (answer.HasHung) return "No answer came within 10 s.";
        if (answer.Status == 0)
            return input.Request.HasGoodFrame ? "The connection ended without an answer." : null;
        if (answer.Status >= 500) return $"The answer was {answer.Status}.";
        if (input.Expectation == Expectation.Refused && answer.Status < 400)
            return $"It must be refused, and the answer was {answer.Status}.";
        return answer.Status >= 400 && answer.Body.Length > 0 ? FindUnknownProblem(answer.Body) : null;
    }

    /// <summary>The pushes that an answer promises: none, one, or those of a batch.</summary>
    public static IReadOnlyList<string> PushesOf(WireAnswer answer)
    {
        if (answer.Status is < 200 or >= 300 || answer.Body.Length == 0) return [];
        using var body = JsonDocument.Parse(answer.Body);
        return body.RootElement.TryGetProperty("results", out var results)
            ? [.. results.EnumerateArray().Select(PushOf).OfType<string>()]
            : PushOf(body.RootElement) is { } one ? [one] : [];
    }

    private static string? PushOf(JsonElement answer) =>
        answer.TryGetProperty("pushId", out var id) ? id.GetString() : null;

    private static string? FindUnknownProblem(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            var code = problem.RootElement.GetProperty("code").GetString();
            return ProblemCodes.All.Contains(code) ? null : $"There is no code {code}.";
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The refusal is no problem with a code: {failure.Message}";
        }
    }
}
