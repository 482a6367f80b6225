using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>A label, and what its row tells; null: it has none.</summary>
internal sealed record KnownLabel(string Name, LabelRow? Row);
