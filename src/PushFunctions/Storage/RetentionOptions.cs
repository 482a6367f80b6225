using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Storage;

/// <summary>
/// How long pushes are kept, and with them the ids of their events. Bound from <c>Retention</c>, checked at start.
/// Nothing is removed in this version, so that all is kept for longer than this.
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Days for which an id is known at least. 30 to 3,650; default 35.</summary>
    [Range(30, 3_650)]
    public int Days { get; set; } = 35;
}
