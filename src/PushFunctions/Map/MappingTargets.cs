using PushFunctions.Problems;

namespace PushFunctions.Map;

/// <summary>Where in an event's data its users are, or its audience or labels.</summary>
/// <param name="Pointers">Each begins with <c>/data</c> and leads to a user or, of many, a list of them.</param>
/// <param name="Many">Whether a way may lead to a list.</param>
/// <param name="IsAudience">Whether the only way leads to the name of an audience.</param>
public sealed record MappingTargets(IReadOnlyList<JsonPointer> Pointers, bool Many, bool IsAudience = false)
{
    /// <summary>Whether the only way leads to the name of a label, or to a list of them.</summary>
    public bool IsLabels { get; init; }

    /// <summary>Whether the only way leads to a choice of labels.</summary>
    public bool IsMembers { get; init; }

    /// <summary>Everyone gets it; then there is no way.</summary>
    public bool IsEveryone { get; init; }
}
