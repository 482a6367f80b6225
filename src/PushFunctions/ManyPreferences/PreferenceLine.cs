using PushFunctions.Preferences;

namespace PushFunctions.ManyPreferences;

/// <summary>One line of many: whose preferences, and what is to be set; or why it was refused.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="User">The user; null: the line names none.</param>
/// <param name="Change">What is to be set; null: it was refused.</param>
/// <param name="Refused">Why.</param>
public sealed record PreferenceLine(int Number, string? User, PreferenceChange? Change, string? Refused);
