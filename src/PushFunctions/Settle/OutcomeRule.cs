using System.Globalization;
using AgoraChat.Push;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// One row of the table of outcomes: a rule for what is said of one user, or for a call that failed as a whole. What it
/// does not name may be anything. Texts match whatever their case, whole or, with a <c>*</c> at the end, as they begin.
/// </summary>
public sealed record OutcomeRule
{
    /// <summary>The far side's word for a user; null: the rule is for calls.</summary>
    public string? Status { get; init; }

    /// <summary>The far side's sentence.</summary>
    public string? Description { get; init; }

    /// <summary>Such as <c>503</c> or <c>5*</c>.</summary>
    public string? HttpStatus { get; init; }

    /// <summary>The far side's <c>error</c> or <c>exception</c>, or the client's kind of failure.</summary>
    public string? Error { get; init; }

    public required Verdict Becomes { get; init; }

    /// <summary>Words for the status of a user, as the far side has them.</summary>
    public static string WordOf(PushStatus status) => status switch
    {
        PushStatus.Success => "SUCCESS",
        PushStatus.AsyncSuccess => "ASYNC_SUCCESS",
        PushStatus.Fail => "FAIL",
        PushStatus.Error => "ERROR",
        PushStatus.Missing => OwnStatus.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "It has no word."),
    };

    public bool Covers(UserPushResult result) =>
        Status is not null
        && Matches(Status, WordOf(result.Status))
        && Matches(Description, result.Description ?? "");

    public bool Covers(CallFailure failure) =>
        Status is null
        && Matches(HttpStatus, failure.HttpStatus?.ToString(CultureInfo.InvariantCulture) ?? "")
        && (Error is null || failure.Names.Any(name => Matches(Error, name)))
        && Matches(Description, failure.Said ?? "");

    private static bool Matches(string? pattern, string text) =>
        pattern is null
        || (pattern.EndsWith('*')
            ? text.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
            : text.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}
