namespace AgoraChat.Simulator;

/// <summary>The body of <c>PUT /simulator/users/{user}</c>; what is left out stays.</summary>
internal sealed record UserSettings
{
    public bool? Online { get; init; }

    /// <summary>Messages that wait for the user.</summary>
    public int? OfflineMessages { get; init; }

    /// <summary>Message ids whose state is <c>delivered</c> or <c>undelivered</c>.</summary>
    public IReadOnlyDictionary<string, string>? MessageStates { get; init; }

    /// <summary>What the user's device is pushed through, such as <c>APNS</c>.</summary>
    public string? Platform { get; init; }

    /// <exception cref="ArgumentException">A value makes no sense; the message says why.</exception>
    public FarSideUser ApplyTo(FarSideUser user)
    {
        if (OfflineMessages < 0)
            throw new ArgumentException($"offlineMessages is {OfflineMessages}; 0 or more is allowed.");
        if (MessageStates?.Values.FirstOrDefault(state => state is not ("delivered" or "undelivered")) is { } wrong)
            throw new ArgumentException($"A message is \"{wrong}\"; delivered and undelivered are allowed.");
        if (Platform is not null && !PushPlatforms.Devices.Contains(Platform))
        {
            throw new ArgumentException(
                $"platform is \"{Platform}\"; these are allowed: {string.Join(", ", PushPlatforms.Devices)}.");
        }

        return user with
        {
            IsOnline = Online ?? user.IsOnline,
            OfflineMessages = OfflineMessages ?? user.OfflineMessages,
            MessageStates = MessageStates ?? user.MessageStates,
            Platform = Platform ?? user.Platform,
        };
    }
}
