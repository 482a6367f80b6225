using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>What came of changing an audience.</summary>
public abstract record AudienceChange
{
    private AudienceChange()
    {
    }

    /// <summary>It is written.</summary>
    /// <param name="Row">As it is now.</param>
    /// <param name="Created">There was none before.</param>
    public sealed record Written(AudienceRow Row, bool Created) : AudienceChange;

    public sealed record Deleted : AudienceChange;

    /// <summary>There is none to delete.</summary>
    public sealed record Missing : AudienceChange;

    /// <summary>It is not as the request wants it to be; nothing was changed.</summary>
    /// <param name="Version">What is there; null when there is none.</param>
    public sealed record Refused(string? Version) : AudienceChange;
}
