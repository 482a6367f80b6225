using PushFunctions.Map;

namespace PushFunctions.Manage;

/// <summary>What came of changing a mapping.</summary>
public abstract record MappingChange
{
    private MappingChange()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="Mapping">As it is now.</param>
    /// <param name="Created">None was stored before.</param>
    public sealed record Put(StoredMapping Mapping, bool Created) : MappingChange;

    public sealed record Deleted : MappingChange;

    /// <summary>There is none to delete.</summary>
    public sealed record Missing : MappingChange;

    /// <summary>It is not as the request wants it to be; nothing was changed.</summary>
    /// <param name="Version">What is there; null when there is none.</param>
    public sealed record Refused(string? Version) : MappingChange;
}
