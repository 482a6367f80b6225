using System.Globalization;
using AgoraChat.Push;

namespace PushFunctions.Settle;

/// <summary>A call that failed as a whole.</summary>
/// <param name="Kind">The client's kind of failure.</param>
/// <param name="Description">All that is known of it, for people: HTTP status, error, sentence.</param>
/// <param name="MayHaveBeenSent">False only when surely nothing was taken.</param>
public sealed record CallFailure(AgoraChatErrorKind Kind, string Description, bool MayHaveBeenSent)
{
    /// <summary>The <see cref="Error"/> of a call whose app no setting names; the far side never says it.</summary>
    public const string AppNotConfigured = "app_not_configured";

    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The far side's <c>error</c>, or <see cref="AppNotConfigured"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The far side's <c>exception</c>, without its package.</summary>
    public string? ExceptionName { get; init; }

    /// <summary>The far side's sentence.</summary>
    public string? Said { get; init; }

    /// <summary>The names that a rule may call it by.</summary>
    public IEnumerable<string> Names => new[] { Kind.ToString(), Error, ExceptionName }.OfType<string>();

    /// <summary>Whether another was refused for the same reason, whatever its words.</summary>
    public bool IsLike(CallFailure other) =>
        (Kind, HttpStatus, Error, ExceptionName) == (other.Kind, other.HttpStatus, other.Error, other.ExceptionName);

    public static CallFailure Of(AgoraChatException exception) =>
        new(exception.Kind, Describe(exception), exception.MayHaveBeenSent)
        {
            HttpStatus = exception.StatusCode,
            Error = exception.Error,
            ExceptionName = exception.ExceptionName?.Split('.')[^1],
            Said = exception.Description,
        };

    /// <summary>Of a call that could not be made, since the settings do not name its app, or not any more.</summary>
    public static CallFailure NoApp(string app) =>
        NotMade($"The app '{app}' is not configured.") with { Error = AppNotConfigured };

    /// <summary>Of a call that was not even made: it cannot be right.</summary>
    public static CallFailure NotMade(string why) => new(AgoraChatErrorKind.Refused, why, MayHaveBeenSent: false);

    private static string Describe(AgoraChatException exception)
    {
        string?[] parts =
        [
            exception.StatusCode?.ToString(CultureInfo.InvariantCulture),
            exception.Error,
            exception.Description ?? exception.Message,
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
