using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>Why an event that can be sent is refused all the same.</summary>
public static class AcceptProblems
{
    private static readonly TimeSpan WhenManyAreOpen = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static Problem TooManyPushes { get; } = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.TooManyPushes, "Too many pushes are open",
        "More events wait than Accept:MaxOpenPushes allows. Send the same event again after the time in Retry-After.")
    {
        RetryAfter = WhenManyAreOpen,
    };

    public static Problem CallInFlight { get; } = new(
        StatusCodes.Status409Conflict, ProblemCodes.CallInFlight, "The call is being made",
        "Another request with this id waits for the answer. Send the same event again after the time in Retry-After.")
    {
        RetryAfter = Shortest,
    };

    public static Problem BatchCannotWait { get; } = InvalidBody(
        "is a batch; ?wait=true takes one event. Leave it out, or post the events one by one.");

    public static Problem BatchHasNoPreview { get; } = InvalidBody(
        "is a batch; a preview takes one event. Ask for each event of it.");

    public static Problem IdempotencyMismatch(string id) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyMismatch, "The id was used for another event",
        $"An event '{id}' with another body was accepted before. Send a new event under a new id.");

    public static Problem Expired(DateTimeOffset expiresAt, DateTimeOffset now) => Invalid(
        "/expiresAt",
        string.Create(
            CultureInfo.InvariantCulture, $"is {expiresAt:O}, and it is {now:O} here; give a moment to come."));

    public static Problem SendAtPassed(DateTimeOffset sendAt, DateTimeOffset now) => Invalid(
        "/sendAt",
        string.Create(
            CultureInfo.InvariantCulture,
            $"is {sendAt:O}, and it is {now:O} here; give a moment to come, or leave it out to send at once."));

    /// <param name="furthest">How far ahead it may lie.</param>
    public static Problem SendAtTooFar(DateTimeOffset sendAt, DateTimeOffset now, TimeSpan furthest) => Invalid(
        "/sendAt",
        string.Create(
            CultureInfo.InvariantCulture,
            $"is {sendAt:O}, and it is {now:O} here; give a moment at most {furthest.TotalDays:0} days ahead."));

    public static Problem ExpiresBeforeSent(DateTimeOffset expiresAt, DateTimeOffset sendAt) => Invalid(
        "/expiresAt",
        string.Create(
            CultureInfo.InvariantCulture,
            $"is {expiresAt:O}, which is not after sendAt, {sendAt:O}; give a later moment."));

    public static Problem SendAtWithWait { get; } = Invalid(
        "/sendAt", "is a time to send at, and ?wait=true sends at once. Leave out one of the two.");

    public static Problem NotOneUser(int users) => Invalid(
        "/to", $"names {users} users; ?wait=true takes one. Leave it out, or post an event for each user.");

    /// <summary>Nobody can wait for what becomes of many users.</summary>
    public static Problem UnnamedWithWait { get; } = Invalid(
        "/to", "names labels, members of labels or everyone; ?wait=true takes one user. Leave it out.");

    /// <param name="within">How far ahead a call may be booked.</param>
    /// <param name="wait">How long until one can be.</param>
    public static Problem NoSlotSoon(TimeSpan within, TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.NoSlotSoon, "No call is free soon",
        $"The calls of the next {within.TotalSeconds:0} s are taken by others who wait. Send the same event again "
        + "after the time in Retry-After, or without ?wait=true at once.")
    {
        RetryAfter = wait > Shortest ? wait : Shortest,
    };

    private static Problem Invalid(string path, string message) => EventProblems.Invalid([new(path, message)]);

    private static Problem InvalidBody(string message) =>
        EventProblems.Invalid($"Nothing was sent. The body {message}", [new("", message)]);
}
