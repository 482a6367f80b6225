namespace AgoraChat.Push;

/// <summary>What helps to decide about a push: who exists, who is online, what waits for them.</summary>
/// <remarks>Source: "User system registration".</remarks>
public sealed class UsersClient
{
    /// <summary>Most users that one call may ask about.</summary>
    public const int MaxUsers = 100;

    private readonly FarSide _farSide;

    internal UsersClient(FarSide farSide) => _farSide = farSide;

    /// <summary>Whether at least one of the user's devices is online.</summary>
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>GET users/{user}/status</c>; 100 calls per second per app key. Source: "User system registration".
    /// </remarks>
    public async Task<bool> IsOnlineAsync(string user, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Get("users/{user}/status", user);
        var told = await _farSide.CallAsync(call, AgoraChatJson.Relaxed.DictionaryStringString, cancellationToken);
        return IsOnline(Told.About(call.Endpoint, told, user));
    }

    /// <summary>Who of 1 to 100 users is online.</summary>
    /// <returns>Those the answer speaks of; a user who does not exist is offline, too.</returns>
    /// <exception cref="ArgumentException">No users, more than 100, or an empty user id.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks>
    /// <c>POST users/batch/status</c>; 50 calls per second per app key. Source: "User system registration".
    /// </remarks>
    public async Task<IReadOnlyDictionary<string, bool>> AreOnlineAsync(
        IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        Arguments.Names(users, MaxUsers, "user id");
        var call = FarSideCall.Post("users/batch/status").With(new(users), AgoraChatJson.Relaxed.UsernamesRequest);
        var answer = await _farSide.CallAsync(call, cancellationToken);
        return Told.All(call.Endpoint, Answers.Member(call.Endpoint, answer, "data"))
            .ToDictionary(told => told.Key, told => IsOnline(told.Value), StringComparer.Ordinal);
    }

    /// <summary>How many messages wait for the user.</summary>
    /// <inheritdoc cref="IsOnlineAsync" path="/exception"/>
    /// <remarks>
    /// <c>GET users/{user}/offline_msg_count</c>; 100 calls per second per app key. Source: "User system registration".
    /// </remarks>
    public async Task<long> CountOfflineMessagesAsync(string user, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Get("users/{user}/offline_msg_count", user);
        var told = await _farSide.CallAsync(call, AgoraChatJson.Relaxed.DictionaryStringInt64, cancellationToken);
        return Told.About(call.Endpoint, told, user);
    }

    /// <summary>Whether a message that was sent while the user was offline has arrived.</summary>
    /// <exception cref="ArgumentException">The user id or the message id is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>GET users/{user}/offline_msg_status/{message}</c>; 100 calls per second per app key. Source: "User system
    /// registration".
    /// </remarks>
    public async Task<OfflineMessageState> GetOfflineMessageStateAsync(
        string user, string messageId, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Get("users/{user}/offline_msg_status/{message}", user, messageId);
        var told = await _farSide.CallAsync(call, AgoraChatJson.Relaxed.DictionaryStringString, cancellationToken);
        return Told.About(call.Endpoint, told, messageId) switch
        {
            "delivered" => OfflineMessageState.Delivered,
            "undelivered" => OfflineMessageState.Undelivered,
            _ => OfflineMessageState.Unknown,
        };
    }

    /// <summary>Reads what the far side keeps about a user.</summary>
    /// <returns>The profile; null when there is no such user.</returns>
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks>
    /// <c>GET users/{user}</c>; 100 calls per second per app key. Source: "User system registration".
    /// </remarks>
    public async Task<UserProfile?> FindAsync(string user, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Get("users/{user}", user);
        try
        {
            return UserEntity.One(call.Endpoint, await _farSide.CallAsync(call, cancellationToken));
        }
        catch (AgoraChatException missing) when (IsAboutTheUser(missing))
        {
            return null;
        }
    }

    /// <summary>Registers a user, as an app's console or a test does; most apps have their own way.</summary>
    /// <returns>The new profile.</returns>
    /// <exception cref="ArgumentException">The user id or the password is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.Refused"/> when the name is taken or not allowed.
    /// </exception>
    /// <remarks><c>POST users</c>; 100 calls per second per app key. Source: "User system registration".</remarks>
    public async Task<UserProfile> RegisterAsync(string user, string password, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var call = FarSideCall.Post("users").With(new(user, password), AgoraChatJson.Relaxed.NewUser);
        return UserEntity.One(call.Endpoint, await _farSide.CallAsync(call, cancellationToken));
    }

    /// <summary>Whether there is such a user.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    /// <inheritdoc cref="FindAsync" path="/remarks"/>
    public async Task<bool> ExistsAsync(string user, CancellationToken cancellationToken) =>
        await FindAsync(user, cancellationToken) is not null;

    private static bool IsOnline(string status) => string.Equals(status, "online", StringComparison.OrdinalIgnoreCase);

    // A wrong address or an unknown app is answered with 404 as well, and says nothing about the user.
    private static bool IsAboutTheUser(AgoraChatException failure) =>
        failure.Kind == AgoraChatErrorKind.NotFound
        && (string.Equals(failure.Error, "service_resource_not_found", StringComparison.OrdinalIgnoreCase)
            || failure.ExceptionName?.Split('.')[^1] == "ServiceResourceNotFoundException");
}
