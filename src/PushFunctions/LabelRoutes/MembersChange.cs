namespace PushFunctions.LabelRoutes;

/// <summary>That members were added or removed; a sync follows.</summary>
/// <param name="Label">The label.</param>
/// <param name="Users">How many users were named, each once.</param>
/// <param name="Duplicates">How many were named before.</param>
public sealed record MembersChange(string Label, int Users, int Duplicates);
