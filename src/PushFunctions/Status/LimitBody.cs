using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Reads a limit that is to be put: any of its three numbers; none of them gives the setting back.</summary>
public static class LimitBody
{
    private static readonly IReadOnlyList<(string Name, int Most)> Members =
    [
        ("callsPerSecond", BudgetLimit.MostPerSecond),
        ("callsPerMinute", BudgetLimit.MostPerMinute),
        ("callsPerDay", BudgetLimit.MostPerDay),
    ];

    /// <summary>The refusal of a limit for the budget of tasks.</summary>
    public static Problem HasPlaces { get; } = Invalid([
        new("", "Tasks has places, no calls; set Budgets__Tasks__Places and Budgets__Tasks__HoldSeconds.")]);

    /// <returns>The limit, or what is wrong.</returns>
    public static async Task<(BudgetLimit? Limit, Problem? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return (null, wrongType);
        return await RequestBody.ReadAsync(request, cancellationToken) is { } body
            ? StrictJson.Read(body, Read, problem => (null, problem))
            : (null, RequestBody.TooLarge);
    }

    private static (BudgetLimit? Limit, Problem? Problem) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, Invalid([new("", "is not a JSON object; {} gives the setting back.")]));
        var errors = UnknownMembers.Find(root, "", [.. Members.Select(member => member.Name)]).ToList();
        var numbers = Members.Select(member => Read(root, member.Name, member.Most, errors)).ToList();
        return errors.Count > 0 ? (null, Invalid(errors)) : (new(numbers[0], numbers[1], numbers[2]), null);
    }

    private static int? Read(JsonElement root, string name, int most, List<FieldError> errors)
    {
        if (!root.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var calls) && calls >= 1 && calls <= most)
            return calls;
        errors.Add(new(
            JsonPointer.Append("", name),
            string.Create(
                CultureInfo.InvariantCulture, $"is {Shown(value)}; give a whole number from 1 to {most:N0}.")));
        return null;
    }

    private static string Shown(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null
        ? EventNames.Shorten(value.GetRawText())
        : $"a {value.ValueKind.ToString().ToLowerInvariant()}";

    private static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidLimit, "The limit cannot be put",
        $"Nothing was changed. Mend what is named in errors: {errors[0].Path} {errors[0].Message}".Replace(
            ":  ", ": ", StringComparison.Ordinal))
    {
        Errors = errors,
    };
}
