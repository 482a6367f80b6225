using System.Text.Json.Serialization;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>Some pushes of an app, newest first.</summary>
/// <param name="Pushes">They may be fewer than were asked for, also none, before the last page.</param>
/// <param name="Cursor">Asks for the next page; null: there is none.</param>
public sealed record PushPage(IReadOnlyList<PushEntry> Pushes, string? Cursor);

/// <summary>One of them.</summary>
/// <param name="PushId">Its id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Targets">Users it goes to; null: to labels or to everyone, whom nobody here counts.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="SendAt">Nobody is called before then; null when the event named no time.</param>
public sealed record PushEntry(
    string PushId,
    string Type,
    PushState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Targets,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SendAt)
{
    public static PushEntry Of(ListingRow row) =>
        new(row.PushId, row.Type, row.State, row.TaskTo is null ? row.Targets : null, row.Created, row.SendAt);

    public static PushEntry Of(PushRow push) =>
        new(push.PushId, push.Type, push.ShownState, push.IsTask ? null : push.Targets, push.Created, push.SendAt);
}

[JsonSerializable(typeof(PushPage))]
internal sealed partial class ListingJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static ListingJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
