namespace PushFunctions.Storage;

/// <summary>
/// Whom a push goes to by the labels that users have in <c>LabelMembers</c>; an empty list asks for nothing.
/// </summary>
/// <param name="Any">Who has at least one of these,</param>
/// <param name="All">and all of these,</param>
/// <param name="None">and none of these.</param>
public sealed record MemberSets(IReadOnlyList<string> Any, IReadOnlyList<string> All, IReadOnlyList<string> None)
{
    /// <summary>All labels that are named, each once.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Labels => [.. Any.Concat(All).Concat(None).Distinct(StringComparer.Ordinal)];
}
