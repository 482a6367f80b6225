using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Storage;

/// <summary>
/// How long pushes that have ended are kept, and with them the ids of their events. Bound from <c>Retention</c>,
/// checked at start.
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>The shortest that can be set: senders may try an event again for weeks.</summary>
    public const int LeastDays = 30;

    /// <summary>
    /// Days for which an event's id is known at least, and a push is kept after its end. 30 to 3,650; default 35.
    /// </summary>
    [Range(LeastDays, 3_650)]
    public int Days { get; set; } = 35;
}
