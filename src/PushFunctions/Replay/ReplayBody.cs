using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Reads what a replay of a push is to be of; without a body it is of those who were given up.</summary>
public static class ReplayBody
{
    private const string Outcomes = "outcomes";
    private const string Users = "users";
    private const string ExpiresAt = "expiresAt";
    private const string Round = "round";

    private static readonly Dictionary<string, ReplayEnd> Words =
        Enum.GetValues<ReplayEnd>().ToDictionary(end => end.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <param name="now">A moment that a push is to expire at lies behind it.</param>
    /// <returns>The request, or what is wrong.</returns>
    public static async Task<(ReplayRequest? Request, Problem? Problem)> ReadAsync(
        HttpRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
            return (null, RequestBody.TooLargeFor("A replay", RequestBody.MaxBytes));
        if (body.Length == 0) return (ReplayRequest.OfDead, null);
        return RequestBody.CheckType(request) is { } wrongType
            ? (null, wrongType)
            : StrictJson.Read(body, root => Read(root, now), problem => (null, problem));
    }

    private static (ReplayRequest? Request, Problem? Problem) Read(JsonElement root, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, Invalid([new("", "is not a JSON object; {} replays those who are dead.")]));
        var errors = UnknownMembers.Find(root, "", [Outcomes, Users, ExpiresAt, Round]).ToList();
        var ends = ReadTexts(root, Outcomes, Words.Count, FindOutcomeProblem, errors);
        var users = ReadTexts(root, Users, ReplayFilter.MaxUsers, UserId.FindProblem, errors);
        var expiresAt = Moments.Read(root, ExpiresAt, errors);
        if (expiresAt <= now) errors.Add(new($"/{ExpiresAt}", "has passed; give a moment to come, or leave it out."));
        var round = ReadRound(root, errors);
        if (errors.Count > 0) return (null, Invalid(errors));
        var filter = new ReplayFilter
        {
            Ends = ends is null ? [ReplayEnd.Dead] : [.. ends.Select(word => Words[word])],
            Users = users,
        };
        return (new(filter, expiresAt, round), null);
    }

    private static int? ReadRound(JsonElement root, List<FieldError> errors)
    {
        if (!root.TryGetProperty(Round, out var number)) return null;
        if (number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var round) && round >= 1) return round;
        errors.Add(new($"/{Round}", "is no number from 1; give one more than the round of GET /api/pushes/{id}."));
        return null;
    }

    /// <returns>The texts of a list; null: there is none, or it is wrong.</returns>
    private static List<string>? ReadTexts(
        JsonElement root, string name, int most, Func<string, string?> findProblem, List<FieldError> errors)
    {
        if (!root.TryGetProperty(name, out var list)) return null;
        var path = JsonPointer.Append("", name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list.GetArrayLength() > most)
        {
            errors.Add(new(path, string.Create(CultureInfo.InvariantCulture, $"is no list of 1 to {most} texts.")));
            return null;
        }

        var texts = new List<string>();
        foreach (var (no, one) in list.EnumerateArray().Index())
        {
            var problem = one.ValueKind == JsonValueKind.String ? findProblem(one.GetString()!) : "is no text.";
            if (problem is null) texts.Add(one.GetString()!);
            else errors.Add(new(string.Create(CultureInfo.InvariantCulture, $"{path}/{no}"), problem));
        }

        return [.. texts.Distinct()];
    }

    private static string? FindOutcomeProblem(string word) => Words.ContainsKey(word)
        ? null
        : $"is '{EventNames.Shorten(word)}', which is none of {string.Join(", ", Words.Keys)}; "
            + "nobody else can be sent to again.";

    private static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidReplay, "The replay cannot be understood",
        $"Nothing was changed. Mend what is named in errors: {errors[0].Path} {errors[0].Message}".Replace(
            ":  ", ": ", StringComparison.Ordinal))
    {
        Errors = errors,
    };
}
