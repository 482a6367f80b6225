using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Reads who is to be added or removed: users, or an audience. One wrong user refuses all.</summary>
internal static class MemberBody
{
    private const int MostNamed = 10;
    private const string Users = "users";
    private const string Audience = "audience";
    private const string Forms = "give {\"users\": [\"ada\"]} or {\"audience\": \"name\"}.";

    private static readonly Problem TooLarge = LabelRefusals.TooLarge(
        "A change of members", RequestBody.MaxBytes,
        "Name the users in several calls, or upload them as an audience and name that.");

    public static async Task<(MemberSource? Source, Problem? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return (null, wrongType);
        return await RequestBody.ReadAsync(request, cancellationToken) is { } body
            ? StrictJson.Read(body, Read, problem => (null, problem))
            : (null, TooLarge);
    }

    private static (MemberSource? Source, Problem? Problem) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Wrong([new("", $"is not a JSON object; {Forms}")]);
        var errors = UnknownMembers.Find(root, "", [Users, Audience]).ToList();
        var hasUsers = root.TryGetProperty(Users, out var users);
        var hasAudience = root.TryGetProperty(Audience, out var audience);
        if (hasUsers == hasAudience) errors.Add(new("", $"must hold one of '{Users}' and '{Audience}': {Forms}"));
        if (errors.Count > 0) return Wrong(errors);
        var source = hasUsers
            ? ReadUsers(users, errors)
            : new([], 0, AudienceName.Read(audience, $"/{Audience}", errors));
        return errors.Count > 0 ? Wrong(errors) : (source, null);
    }

    private static MemberSource ReadUsers(JsonElement list, List<FieldError> errors)
    {
        if (list.ValueKind != JsonValueKind.Array) errors.Add(new($"/{Users}", "must be a list of user ids."));
        else if (list.GetArrayLength() == 0) errors.Add(new($"/{Users}", "is empty; name one user at least."));
        if (errors.Count > 0) return new([], 0, null);
        var users = new SortedSet<string>(StringComparer.Ordinal);
        var (no, wrong) = (0, 0);
        foreach (var item in list.EnumerateArray())
        {
            if (FindProblem(item) is not { } problem) users.Add(item.GetString()!);
            else if (++wrong <= MostNamed)
                errors.Add(new(string.Create(CultureInfo.InvariantCulture, $"/{Users}/{no}"), problem));
            no++;
        }

        if (wrong > MostNamed)
        {
            errors.Add(new(
                $"/{Users}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{wrong:N0} of {no:N0} users are not valid; the first {MostNamed} are named.")));
        }

        return new([.. users], no - users.Count, null);
    }

    private static string? FindProblem(JsonElement item) =>
        item.ValueKind != JsonValueKind.String ? $"is {item.ValueKind}, not a string."
        : UserId.FindProblem(item.GetString()!);

    private static (MemberSource? Source, Problem? Problem) Wrong(IReadOnlyList<FieldError> errors) =>
        (null, LabelRefusals.InvalidMembers(errors));
}
