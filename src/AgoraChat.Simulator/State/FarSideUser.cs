namespace AgoraChat.Simulator;

/// <summary>A user of the app as the far side knows them.</summary>
internal sealed record FarSideUser
{
    public required string Name { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public bool IsOnline { get; init; }

    /// <summary>Messages that wait for the user to come online.</summary>
    public int OfflineMessages { get; init; }

    /// <summary>By message id: <c>delivered</c> or <c>undelivered</c>.</summary>
    public IReadOnlyDictionary<string, string> MessageStates { get; init; } = new Dictionary<string, string>();

    /// <summary>What the user's device is pushed through.</summary>
    public string Platform { get; init; } = PushPlatforms.Android;
}
