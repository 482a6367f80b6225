namespace PushFunctions.Storage;

/// <summary>The queues, as the triggers and Bicep name them.</summary>
public static class QueueNames
{
    public const string Dispatch = "push-dispatch";
    public const string Delivery = "push-delivery";

    /// <summary>What the platform adds for messages that failed <c>maxDequeueCount</c> times.</summary>
    public const string PoisonSuffix = "-poison";

    public static IReadOnlyList<string> All { get; } = [Dispatch, Delivery];
}

/// <summary>The tables.</summary>
public static class TableNames
{
    public const string Pushes = "Pushes";
    public const string PushIndex = "PushIndex";
    public const string Budgets = "Budgets";
    public const string DeadLetters = "DeadLetters";
    public const string Mappings = "Mappings";

    public static IReadOnlyList<string> All { get; } = [Pushes, PushIndex, Budgets, DeadLetters, Mappings];
}

/// <summary>The blob containers.</summary>
public static class ContainerNames
{
    public const string Pushes = "pushes";

    public static IReadOnlyList<string> All { get; } = [Pushes];
}
