namespace PushFunctions.LabelRoutes;

/// <summary>Some users who are to have a label, by name.</summary>
/// <param name="Members">A page of them.</param>
/// <param name="Cursor">Asks for the next page; null: there is none.</param>
public sealed record MemberList(IReadOnlyList<string> Members, string? Cursor);
