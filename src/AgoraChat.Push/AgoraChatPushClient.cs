namespace AgoraChat.Push;

/// <summary>Sends pushes for one app. Safe for many threads; keep one for the life of the process.</summary>
public sealed class AgoraChatPushClient
{
    /// <summary>Most users one call may name.</summary>
    public const int MaxUsers = 100;

    /// <summary>Most labels one push may name; it goes to the users who have all of them.</summary>
    public const int MaxLabels = 5;

    private readonly FarSide _farSide;
    private readonly PushCalls _calls;

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
        options = options.Copy();
        if (options.FindProblems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));

        time ??= TimeProvider.System;
        var transport = new Transport(http, options.Base(), time);
        _farSide = new FarSide(transport, options, tokens ?? TokenSource.For(options, transport, time), time);
        _calls = new PushCalls(options.CharacterCounting);
        Labels = new LabelsClient(_farSide, options.LabelNamesIgnoreCase);
        Settings = new SettingsClient(_farSide);
        Templates = new TemplatesClient(_farSide);
        Bindings = new BindingsClient(_farSide);
        Users = new UsersClient(_farSide);
        Easemob = new EasemobClient(_farSide, _calls, options.EasemobEndpoints);
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

    /// <summary>Labels and who has them.</summary>
    public LabelsClient Labels { get; }

    /// <summary>How and when users get the pushes of offline messages.</summary>
    public SettingsClient Settings { get; }

    /// <summary>Templates for the pushes of offline messages.</summary>
    public TemplatesClient Templates { get; }

    /// <summary>Which devices get the pushes of a user.</summary>
    public BindingsClient Bindings { get; }

    /// <summary>Who exists, who is online, what waits for them.</summary>
    public UsersClient Users { get; }

    /// <summary>Calls that only Easemob documents, to be allowed by the options.</summary>
    public EasemobClient Easemob { get; }

    /// <summary>
    /// Sees to it that there is a token, so that a call made now goes out at once; for who calls at a given moment.
    /// </summary>
    /// <exception cref="AgoraChatException">No token could be had.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <remarks>
    /// Takes no time while a token is good. Else, with <see cref="AgoraChatOptions.ClientId"/> or
    /// <see cref="AgoraChatOptions.ExchangeToken"/>, one <c>POST token</c> for all who ask meanwhile.
    /// </remarks>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _farSide.PrepareAsync(cancellationToken);

    /// <summary>Sends one message to 1 to 100 users in one call; does not wait for the devices.</summary>
    /// <returns>One entry per user, in the order given.</returns>
    /// <exception cref="ArgumentException">
    /// No users, more than 100, an empty user id, an undefined strategy, or a message too long by the app's counting.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call as a whole failed; <c>Kind</c> says whether and when to try again, <c>MayHaveBeenSent</c> whether a
    /// repeat may send twice.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller gave up; it may have been sent.</exception>
    /// <remarks>
    /// <c>POST push/single</c>; 1,200 calls per minute per app key. Source: "Push notification management".
    /// </remarks>
    public Task<IReadOnlyList<UserPushResult>> SendAsync(
        PushMessage message, IReadOnlyList<string> users, PushStrategy strategy, CancellationToken cancellationToken) =>
        SendAsync(message, users, strategy, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="SendAsync(PushMessage, IReadOnlyList{string}, PushStrategy, CancellationToken)"/>
    public async Task<IReadOnlyList<UserPushResult>> SendAsync(
        PushMessage message, IReadOnlyList<string> users, PushStrategy strategy, CallDeparture departure,
        CancellationToken cancellationToken)
    {
        var call = _calls.ToUsers(message, users, strategy) with { Departure = departure };
        return UserPushResults.Read(call.Endpoint, await _farSide.CallAsync(call, cancellationToken), users);
    }

    /// <summary>Sends one message to one user and waits for what the device's vendor says.</summary>
    /// <returns>
    /// What became of it; a push that failed is an answer, too. Of several devices the first that was taken counts.
    /// </returns>
    /// <inheritdoc cref="SendAsync(PushMessage, IReadOnlyList{string}, PushStrategy, CancellationToken)" path="/exception"/>
    /// <remarks>
    /// <c>POST push/sync/{user}</c>; 1 call per second per app key. Source: "Push notification management".
    /// </remarks>
    public async Task<UserPushResult> SendSyncAsync(
        PushMessage message, string user, PushStrategy strategy, CancellationToken cancellationToken)
    {
        var call = _calls.ToOne("push/sync/{user}", message, user, strategy);
        return UserPushResults.Read(call.Endpoint, await _farSide.CallAsync(call, cancellationToken), [user])[0];
    }

    /// <summary>Starts a task that sends one message to all users who have all of 1 to 5 labels.</summary>
    /// <param name="message">The message.</param>
    /// <param name="labels">1 to 5 labels' names.</param>
    /// <param name="strategy">Which channel it takes.</param>
    /// <param name="startDate">
    /// When it starts, 1 hour to 30 days from now, on the clock of the far side's server, whose time zone is not
    /// documented; null: at once.
    /// </param>
    /// <param name="cancellationToken">Gives up; the task may have been started.</param>
    /// <returns>The task's number. No call asks what became of a task, or cancels it.</returns>
    /// <exception cref="ArgumentException">
    /// No labels, more than 5, an empty name, an undefined strategy, or a message too long by the app's counting.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.TaskLimit"/> when 3 tasks are running already.
    /// </exception>
    /// <remarks>
    /// <c>POST push/list/label</c>; 1,200 calls per minute and 3 running tasks per app key. Source: "Push notification
    /// management".
    /// </remarks>
    public async Task<long> SendToLabelsAsync(
        PushMessage message, IReadOnlyList<string> labels, PushStrategy strategy, DateTime? startDate,
        CancellationToken cancellationToken)
    {
        var call = _calls.ToLabels(message, labels, strategy, startDate);
        var answer = await _farSide.CallAsync(call, AgoraChatJson.Relaxed.StartedTask, cancellationToken);
        return answer.TaskId;
    }

    /// <summary>Starts a task that sends one message to all users of the app.</summary>
    /// <param name="message">The message.</param>
    /// <param name="strategy">Which channel it takes.</param>
    /// <param name="startDate">When it starts; see <see cref="SendToLabelsAsync"/>. Null: at once.</param>
    /// <param name="cancellationToken">Gives up; the task may have been started.</param>
    /// <inheritdoc cref="SendToLabelsAsync" path="/returns"/>
    /// <exception cref="ArgumentException">
    /// An undefined strategy, or a message too long by the app's counting.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.TaskLimit"/> when 3 tasks are running already.
    /// </exception>
    /// <remarks>
    /// <c>POST push/task</c>; 5 calls per minute, 100 per UTC day and 3 running tasks per app key. Source: "Push
    /// notification management".
    /// </remarks>
    public Task<long> SendToEveryoneAsync(
        PushMessage message, PushStrategy strategy, DateTime? startDate, CancellationToken cancellationToken) =>
        _farSide.CallAsync(
            _calls.ToEveryone(message, strategy, startDate), AgoraChatJson.Relaxed.Int64, cancellationToken);
}
