using PushFunctions.Preferences;

namespace PushFunctions.ManyPreferences;

/// <summary>Reads and sets the bits.</summary>
public static class LineState
{
    private const int Kinds = 3;

    public static LineStates DoneOf(PreferenceCallKind kind) => (LineStates)(1 << (int)kind);

    public static LineStates FailedOf(PreferenceCallKind kind) => (LineStates)(1 << ((int)kind + Kinds));

    /// <summary>The calls that are still to be made.</summary>
    public static IReadOnlyList<PlannedCall> LeftOf(PreferenceLine line, LineStates state) => line.Change is null
        ? []
        :
        [
            .. PreferencePlan.For(line.Change)
                .Where(call => (state & (DoneOf(call.Kind) | FailedOf(call.Kind))) == LineStates.None),
        ];

    public static bool HasFailed(LineStates state) =>
        (state & (LineStates.DisplayFailed | LineStates.NotificationsFailed | LineStates.LanguageFailed))
            != LineStates.None;
}
