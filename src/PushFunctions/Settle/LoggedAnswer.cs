using System.Globalization;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// What a log may say of an answer of the far side: the statuses and the error's name. The far side's sentences may
/// name a user, so that no word is taken from them unless it is known to be an error's name. Pure.
/// </summary>
public static class LoggedAnswer
{
    /// <summary>The names of errors in the far side's documents, as they stand in <c>error</c>.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "illegal_argument", "invalid_parameter", "unauthorized", "auth_bad_access_token", "forbidden_op",
        "forbidden", "resource_not_found", "service_resource_not_found", "organization_application_not_found",
        "entity_not_found", "duplicate_unique_property_exists", "required_property_not_found", "reach_limit",
        "resource_limited", "request_entity_too_large", "unsupported_service_operation", "no_full_text_index",
        "web_application", "internal_error", "service_unavailable", "timeout", "too_many_requests",
    };

    /// <param name="status">Our word for the answer, or the far side's of one user.</param>
    /// <param name="description">What was said: of a whole call, HTTP status, error, sentence.</param>
    public static string Of(string status, string description)
    {
        var words = description.Split(' ');
        IEnumerable<string> said =
        [
            status,
            .. words.Take(1).Where(IsHttpStatus),
            .. words.Take(2).Where(Names.Contains).Take(1),
        ];
        return string.Join(' ', said.Where(word => word.Length > 0));
    }

    /// <inheritdoc cref="Of(string, string)"/>
    public static string Of(UserEntry entry) => Of(entry.Status, entry.Description);

    /// <inheritdoc cref="Of(string, string)"/>
    public static string Of(CallFailure failure) =>
        Of(failure.Kind.ToString().ToUpperInvariant(), failure.Description);

    private static bool IsHttpStatus(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 400 and < 600;
}
