namespace AgoraChat.Push;

/// <summary>Calls that only Easemob documents; whether an Agora cluster takes them is not known.</summary>
/// <remarks>
/// They throw <see cref="InvalidOperationException"/> unless <see cref="AgoraChatOptions.EasemobEndpoints"/> is true.
/// Sources are Easemob's documents, and for calls without a page the libraries that Easemob publishes.
/// </remarks>
public sealed class EasemobClient
{
    /// <summary>Most users whose display names one call may set.</summary>
    public const int MaxDisplayNames = 50;

    private readonly FarSide _farSide;
    private readonly PushCalls _calls;
    private readonly bool _isAllowed;

    internal EasemobClient(FarSide farSide, PushCalls calls, bool isAllowed) =>
        (_farSide, _calls, _isAllowed) = (farSide, calls, isAllowed);

    private FarSide FarSide => _isAllowed
        ? _farSide
        : throw new InvalidOperationException(
            "Only Easemob documents this call, and EasemobEndpoints is false; set it to true for an app whose cluster "
                + "takes such calls.");

    /// <summary>Sends one message to one user; does not wait for the device.</summary>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks>
    /// <c>POST push/async/{user}</c>; 200 calls per second per app key. Source: Easemob, "Send push notifications".
    /// </remarks>
    public async Task<UserPushResult> EnqueueAsync(
        PushMessage message, string user, PushStrategy strategy, CancellationToken cancellationToken)
    {
        var farSide = FarSide;
        var call = _calls.ToOne("push/async/{user}", message, user, strategy);
        return UserPushResults.Read(call.Endpoint, await farSide.CallAsync(call, cancellationToken), [user])[0];
    }

    /// <summary>Starts a task that sends one message to 1 to 100 users.</summary>
    /// <param name="message">The message.</param>
    /// <param name="users">1 to 100 user ids.</param>
    /// <param name="strategy">Which channel it takes.</param>
    /// <param name="startDate">As of <see cref="AgoraChatPushClient.SendToLabelsAsync"/>; null: at once.</param>
    /// <param name="cancellationToken">Gives up; the task may have been started.</param>
    /// <returns>The task's number.</returns>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="ArgumentException">No users, more than 100, or an empty user id.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.TaskLimit"/> when too many tasks are running already.
    /// </exception>
    /// <remarks>
    /// <c>POST push/list</c>. How many users it takes is not documented; 100 is the limit of its siblings. Source:
    /// Easemob's push server SDK.
    /// </remarks>
    public Task<long> SendToListAsync(
        PushMessage message, IReadOnlyList<string> users, PushStrategy strategy, DateTime? startDate,
        CancellationToken cancellationToken) =>
        IdAsync(FarSide, _calls.ToList(message, users, strategy, startDate), cancellationToken);

    /// <summary>Stores a message to be broadcast later.</summary>
    /// <returns>The message's number.</returns>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks>
    /// <c>POST push/message</c>; 1 call per second per app key. Source: Easemob, "Send push notifications" of 2023;
    /// gone from later versions of the page.
    /// </remarks>
    public Task<long> StoreMessageAsync(PushMessage message, CancellationToken cancellationToken) =>
        IdAsync(FarSide, _calls.Store(message), cancellationToken);

    /// <summary>Reads a stored message.</summary>
    /// <inheritdoc cref="StoreMessageAsync" path="/exception"/>
    /// <remarks>
    /// <c>GET push/message/{message}</c>; 1 call per second per app key. Source: as <see cref="StoreMessageAsync"/>.
    /// </remarks>
    public Task<StoredMessage> GetMessageAsync(long messageId, CancellationToken cancellationToken) =>
        FarSide.CallAsync(EasemobCalls.Stored(messageId), AgoraChatJson.Relaxed.StoredMessage, cancellationToken);

    /// <summary>Starts a task that sends a stored message to all users of the app.</summary>
    /// <returns>The task's number.</returns>
    /// <inheritdoc cref="StoreMessageAsync" path="/exception"/>
    /// <remarks>
    /// <c>POST push/task/broadcast</c>; 1 call per second per app key. Source: as <see cref="StoreMessageAsync"/>.
    /// </remarks>
    public Task<long> BroadcastAsync(long messageId, PushStrategy strategy, CancellationToken cancellationToken) =>
        IdAsync(FarSide, EasemobCalls.Broadcast(messageId, strategy), cancellationToken);

    /// <summary>Counts the offline pushes of some days.</summary>
    /// <param name="begin">The first day.</param>
    /// <param name="end">The last day, inclusive.</param>
    /// <param name="platform">Which channels.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>For each day each channel's numbers, under the far side's names such as <c>APNS</c>.</returns>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="ArgumentException">The end is before the begin, or there is no such platform.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.Refused"/> when statistics are not activated for the app.
    /// </exception>
    /// <remarks>
    /// <c>GET push/data/offline-push/begin/{begin}/end/{end}</c>; 10 calls in 10 seconds per app key. Source: Easemob,
    /// "Offline push statistics".
    /// </remarks>
    public Task<IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<string, PushStatistics>>> GetStatisticsAsync(
        DateOnly begin, DateOnly end, StatisticsPlatform platform, CancellationToken cancellationToken) =>
        FarSide.CallAsync(
            EasemobCalls.Statistics(begin, end, platform), AgoraChatJson.Relaxed.StatisticsByDay, cancellationToken);

    /// <summary>Changes the texts of a template.</summary>
    /// <returns>The template afterwards.</returns>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="ArgumentException">The name or a pattern is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such template.
    /// </exception>
    /// <remarks>
    /// <c>PUT notification/template/{template}</c>. Its path is in Easemob's lists, and no page says more: it is called
    /// as a template is created.
    /// </remarks>
    public Task<PushTemplate> ReplaceTemplateAsync(PushTemplate template, CancellationToken cancellationToken) =>
        FarSide.CallAsync(EasemobCalls.Replace(template), AgoraChatJson.Relaxed.PushTemplate, cancellationToken);

    /// <summary>Sets the display names of 1 to 50 users in one call.</summary>
    /// <param name="names">A name of at most 100 characters for each user id.</param>
    /// <param name="cancellationToken">Gives up; they may have been set.</param>
    /// <returns>The names that are set, for the users the answer speaks of.</returns>
    /// <exception cref="InvalidOperationException">Such calls are not allowed by the options.</exception>
    /// <exception cref="ArgumentException">
    /// No users, more than 50, an empty user id, or a name of more than 100 characters.
    /// </exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks>
    /// <c>PUT push/nickname</c>; 100 calls per second per app key. Source: Easemob, "Set push nicknames".
    /// </remarks>
    public Task<IReadOnlyDictionary<string, string>> SetDisplayNamesAsync(
        IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken) =>
        SetDisplayNamesAsync(names, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="SetDisplayNamesAsync(IReadOnlyDictionary{string, string}, CancellationToken)"/>
    public async Task<IReadOnlyDictionary<string, string>> SetDisplayNamesAsync(
        IReadOnlyDictionary<string, string> names, CallDeparture departure, CancellationToken cancellationToken)
    {
        var farSide = FarSide;
        var call = EasemobCalls.Names(names) with { Departure = departure };
        var answer = await farSide.CallAsync(call, cancellationToken);
        var entities = Answers.Member(call.Endpoint, answer, "entities");
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var user in Lists.Read(call.Endpoint, entities, AgoraChatJson.Relaxed.ListUserDisplayName))
            set[user.Username] = user.Name;
        return set;
    }

    private static async Task<long> IdAsync(FarSide farSide, FarSideCall call, CancellationToken cancellationToken)
    {
        var answer = await farSide.CallAsync(call, cancellationToken);
        return NewId.Read(call.Endpoint, Answers.Member(call.Endpoint, answer, "data"));
    }
}
