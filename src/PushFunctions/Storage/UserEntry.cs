using System.Globalization;

namespace PushFunctions.Storage;

/// <summary>What is known of one user.</summary>
/// <param name="Outcome">What became of the user.</param>
/// <param name="Status">The far side's word or, where it had none, ours.</param>
/// <param name="Description">The far side's description.</param>
/// <param name="Tries">Tries so far that count; throttled ones do not.</param>
public sealed record UserEntry(UserOutcome Outcome, string Status, string Description, int Tries)
{
    /// <summary>Of a user who is not sent to any more, since the push's time is over.</summary>
    public static UserEntry Expired(DateTimeOffset? at, int tries) => new(
        UserOutcome.Expired,
        OwnStatus.Expired,
        string.Create(CultureInfo.InvariantCulture, $"Its time was over at {at:O}; it is not sent any more."),
        tries);

    /// <summary>Of a user who is not sent to any more, since the push was cancelled.</summary>
    public static UserEntry Cancelled(int tries) =>
        new(UserOutcome.Cancelled, OwnStatus.Cancelled, "The push was cancelled.", tries);

    /// <summary>Of a user who is given up, since nothing could be sent for too long.</summary>
    public static UserEntry GivenUp(DateTimeOffset? since, int tries) =>
        new(UserOutcome.Dead, OwnStatus.Throttled, $"{TooFastSince(since)} It is given up.", tries);

    /// <summary>Why a push is shown as stalled of which nothing could be sent.</summary>
    public static string ReasonOfThrottled(DateTimeOffset? since) => $"{TooFastSince(since)} It goes on by itself.";

    /// <summary>What stays to be said of a push that ended so.</summary>
    public static string TooFastSince(DateTimeOffset? since) => string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing could be sent since {since:O}: all calls were too fast for the push service.");

    /// <summary>Of the users whom no step has fed; null while one may.</summary>
    public static UserEntry? OfUnfed(PushRow push) => push.CutAs switch
    {
        UserOutcome.Expired => Expired(push.FirstExpiresAt ?? push.ExpiresAt, tries: 0),
        UserOutcome.Cancelled => Cancelled(tries: 0),
        UserOutcome.Dead => GivenUpUnfed(push.GivenUpAt),
        _ => null,
    };

    /// <summary>By the moment that stays: since when nothing could be sent is forgotten once something is.</summary>
    private static UserEntry GivenUpUnfed(DateTimeOffset? at) => new(
        UserOutcome.Dead,
        OwnStatus.Throttled,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing could be sent until {at:O}: all calls were too fast for the push service. It is given up."),
        Tries: 0);
}
