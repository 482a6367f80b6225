using System.Text.Json;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>The rule that turns an event of one type into messages.</summary>
public sealed record Mapping
{
    /// <summary>The type of event.</summary>
    public required string Type { get; init; }

    /// <summary>The far side's message; each string in it is a template.</summary>
    public required JsonElement Message { get; init; }

    /// <summary>What lies over the message, member by member, for those who speak a language.</summary>
    public IReadOnlyDictionary<string, JsonElement> Languages { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Where in an event's data its users are, when it does not name them itself.</summary>
    public MappingTargets? To { get; init; }

    /// <summary>The channel.</summary>
    public int Strategy { get; init; } = (int)PushStrategy.VendorOnly;

    /// <summary>What to do with a message over a limit.</summary>
    public Overflow OnOverflow { get; init; }

    /// <summary>What to do when a template prints what the data lacks.</summary>
    public Lack OnMissing { get; init; }

    /// <summary>How long after its event a push is worth sending; null for always.</summary>
    public TimeSpan? ExpiresAfter { get; init; }
}
