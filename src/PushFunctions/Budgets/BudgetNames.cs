namespace PushFunctions.Budgets;

/// <summary>The budgets: row keys, names of settings, words in answers.</summary>
public static class BudgetNames
{
    /// <summary>Calls to <c>push/sync</c>, for senders who wait for the answer.</summary>
    public const string PushSync = "PushSync";

    /// <summary>Calls to <c>push/single</c>.</summary>
    public const string PushSingle = "PushSingle";

    /// <summary>Calls to <c>push/list/label</c>.</summary>
    public const string PushByLabel = "PushByLabel";

    /// <summary>Calls to <c>push/task</c>.</summary>
    public const string PushToEveryone = "PushToEveryone";

    /// <summary>Tasks that run at the same time: pushes to labels and to everyone. Places, not calls.</summary>
    public const string Tasks = "Tasks";

    /// <summary>All calls about labels and their members.</summary>
    public const string Labels = "Labels";

    /// <summary>Calls that set display names and styles.</summary>
    public const string DisplaySettings = "DisplaySettings";

    /// <summary>Calls about whom and when notifications may disturb.</summary>
    public const string Notifications = "Notifications";

    /// <summary>Calls about the language of notifications.</summary>
    public const string Language = "Language";

    /// <summary>Calls about push templates.</summary>
    public const string Templates = "Templates";

    /// <summary>Calls that ask who is online.</summary>
    public const string Presence = "Presence";

    /// <summary>All calls together, where the plan limits them.</summary>
    public const string Total = "Total";

    public static IReadOnlyList<string> All { get; } =
    [
        PushSync, PushSingle, PushByLabel, PushToEveryone, Tasks, Labels, DisplaySettings, Notifications, Language,
        Templates, Presence, Total,
    ];
}
