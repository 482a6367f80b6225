namespace PushFunctions.Storage;

/// <summary>The queues, as the triggers and Bicep name them.</summary>
public static class QueueNames
{
    public const string Dispatch = "push-dispatch";
    public const string Delivery = "push-delivery";
    public const string AudienceChecks = "audience-checks";
    public const string Callbacks = "callbacks";
    public const string LabelChanges = "label-changes";
    public const string Preferences = "preferences";

    /// <summary>What the platform adds for messages that failed <c>maxDequeueCount</c> times.</summary>
    public const string PoisonSuffix = "-poison";

    public static IReadOnlyList<string> All { get; } =
        [Dispatch, Delivery, AudienceChecks, Callbacks, LabelChanges, Preferences];
}

/// <summary>The tables.</summary>
public static class TableNames
{
    public const string Pushes = "Pushes";
    public const string PushIndex = "PushIndex";
    public const string PushSchedule = "PushSchedule";
    public const string PushListing = "PushListing";
    public const string Budgets = "Budgets";
    public const string DeadLetters = "DeadLetters";
    public const string Mappings = "Mappings";
    public const string Audiences = "Audiences";
    public const string Labels = "Labels";
    public const string LabelMembers = "LabelMembers";
    public const string LabelApplied = "LabelApplied";
    public const string Preferences = "Preferences";

    public static IReadOnlyList<string> All { get; } =
    [
        Pushes, PushIndex, PushSchedule, PushListing, Budgets, DeadLetters, Mappings, Audiences, Labels, LabelMembers,
        LabelApplied, Preferences,
    ];
}

/// <summary>The blob containers.</summary>
public static class ContainerNames
{
    public const string Pushes = "pushes";
    public const string Audiences = "audiences";
    public const string Preferences = "preferences";

    public static IReadOnlyList<string> All { get; } = [Pushes, Audiences, Preferences];
}
