namespace PushFunctions.Dev.Run;

/// <summary>The event of the demonstration: an order was shipped, and 1,000 users are to know.</summary>
internal sealed record SampleEvent(string Id, string Type, SampleEvent.Targets To, SampleEvent.Shipment Data)
{
    private const int UserCount = 1_000;

    /// <summary>Who is told.</summary>
    internal sealed record Targets(IReadOnlyList<string> Users);

    /// <summary>What the mapping puts into the message.</summary>
    internal sealed record Shipment(int Order, string Eta);

    /// <summary>A new event; with a used id the bridge would take it for a repeat.</summary>
    public static SampleEvent Create() => Create(UserCount, "demo");

    /// <summary>A new event to so many users, whose names begin with a prefix.</summary>
    public static SampleEvent Create(int users, string prefix) => new(
        $"order-17-shipped-{Guid.NewGuid():n}",
        "order.shipped",
        new Targets([.. Enumerable.Range(1, users).Select(number => $"{prefix}-{number:0000}")]),
        new Shipment(17, "tomorrow"));
}

/// <summary>Tells the simulator to answer one user with an error that passes.</summary>
internal sealed record UserFault(string Endpoint, IReadOnlyList<string> Users, string PushStatus, string Desc, int Count)
{
    public static UserFault Once(string user) => new("push/single", [user], "ERROR", "vendor timeout (demonstration)", 1);
}

/// <summary>Tells the simulator to answer each call after a time.</summary>
/// <param name="Endpoint">The calls.</param>
/// <param name="Delay">Milliseconds.</param>
internal sealed record CallDelay(string Endpoint, int Delay);

/// <summary>How many calls the simulator lets pass.</summary>
internal sealed record CallLimit(int? CallsPerMinute = null, int? CallsPerTenSeconds = null);
