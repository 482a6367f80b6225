using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Sends pushes for one app. Safe for many threads; keep one for the life of the process.</summary>
public sealed class AgoraChatPushClient
{
    /// <summary>Most users one call may name.</summary>
    public const int MaxUsers = 100;

    private readonly FarSide _farSide;

    /// <summary>Makes a client over a given HTTP client, which the caller keeps.</summary>
    /// <param name="http">
    /// Its own timeout should be longer than <see cref="AgoraChatOptions.CallTimeout"/>, or infinite.
    /// </param>
    /// <param name="options">Read once, now.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    /// <param name="tokens">Where tokens come from; what the options ask for when left out.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message says why.</exception>
    public AgoraChatPushClient(
        HttpClient http, AgoraChatOptions options, TimeProvider? time = null, TokenSource? tokens = null)
    {
        if (options.FindProblems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));

        time ??= TimeProvider.System;
        _farSide = new FarSide(http, options, tokens ?? TokenSource.For(options, time), time);
    }

    /// <summary>
    /// Makes a client over a given handler, which the caller keeps; see <see cref="AgoraChatConnections"/>.
    /// </summary>
    /// <inheritdoc cref="AgoraChatPushClient(HttpClient, AgoraChatOptions, TimeProvider?, TokenSource?)"/>
    public AgoraChatPushClient(
        HttpMessageHandler handler, AgoraChatOptions options, TimeProvider? time = null, TokenSource? tokens = null)
        : this(
            new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan },
            options, time, tokens)
    {
    }

    /// <summary>Sends one message to 1 to 100 users in one call; does not wait for the devices.</summary>
    /// <returns>One entry per user, in the order given.</returns>
    /// <exception cref="ArgumentException">No users, more than 100, or an empty user id.</exception>
    /// <exception cref="AgoraChatException">
    /// The call as a whole failed; <c>Kind</c> says whether and when to try again, <c>MayHaveBeenSent</c> whether a
    /// repeat may send twice.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller gave up; it may have been sent.</exception>
    /// <remarks>
    /// <c>POST push/single</c>; 1,200 calls per minute per app key. Source: "Push notification management".
    /// </remarks>
    public async Task<IReadOnlyList<UserPushResult>> SendAsync(
        PushMessage message, IReadOnlyList<string> users, PushStrategy strategy, CancellationToken cancellationToken)
    {
        const string path = "push/single";
        if (users.Count is 0 or > MaxUsers)
            throw new ArgumentOutOfRangeException(nameof(users), users.Count, $"A call names 1 to {MaxUsers} users.");
        if (users.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A user id is empty.", nameof(users));
        if (!Enum.IsDefined(strategy))
            throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "A strategy is 0 to 4.");

        var request = new PushSingleRequest(users, (int)strategy, message);
        var body = JsonSerializer.SerializeToUtf8Bytes(request, AgoraChatJson.Relaxed.PushSingleRequest);
        var answer = await _farSide.CallAsync(HttpMethod.Post, path, body, cancellationToken);
        return UserPushResults.Read(path, answer, users);
    }
}
