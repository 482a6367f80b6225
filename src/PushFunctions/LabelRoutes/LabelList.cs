namespace PushFunctions.LabelRoutes;

/// <summary>Some labels of an app, by name, as the last sync has counted them.</summary>
/// <param name="Labels">A page of them.</param>
/// <param name="Cursor">Asks for the next page; null: there is none.</param>
public sealed record LabelList(IReadOnlyList<LabelView> Labels, string? Cursor);
