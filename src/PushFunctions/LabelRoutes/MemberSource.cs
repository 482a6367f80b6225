namespace PushFunctions.LabelRoutes;

/// <summary>Who is to be added or removed.</summary>
/// <param name="Users">Users who are named, each once, sorted.</param>
/// <param name="Duplicates">How many were named before.</param>
/// <param name="Audience">Instead of them, an audience; null: there is none.</param>
public sealed record MemberSource(IReadOnlyList<string> Users, int Duplicates, string? Audience);
