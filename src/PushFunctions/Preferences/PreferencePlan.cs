using PushFunctions.Budgets;

namespace PushFunctions.Preferences;

/// <summary>The fewest calls that set all of a change. Pure.</summary>
public static class PreferencePlan
{
    /// <summary>Which call sets which fields.</summary>
    private static readonly IReadOnlyList<PlannedCall> Calls =
    [
        new(PreferenceCallKind.Display, [PreferenceFields.DisplayName, PreferenceFields.DisplayStyle]),
        new(
            PreferenceCallKind.Notifications,
            [PreferenceFields.Mode, PreferenceFields.QuietHours, PreferenceFields.MuteFor]),
        new(PreferenceCallKind.Language, [PreferenceFields.Language]),
    ];

    public static IReadOnlyList<PlannedCall> For(PreferenceChange change) =>
    [
        .. Calls.Select(call => call with { Fields = [.. call.Fields.Where(change.Has)] })
            .Where(call => call.Fields.Count > 0),
    ];
}

/// <summary>A call, and what it sets.</summary>
public sealed record PlannedCall(PreferenceCallKind Kind, IReadOnlyList<string> Fields)
{
    /// <summary>The budget that it is made under.</summary>
    public string Budget => BudgetOf(Kind);

    public static string BudgetOf(PreferenceCallKind kind) => kind switch
    {
        PreferenceCallKind.Display => BudgetNames.DisplaySettings,
        PreferenceCallKind.Notifications => BudgetNames.Notifications,
        _ => BudgetNames.Language,
    };
}
