using System.Text.Json.Serialization;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>What became of one user of a push, as <c>GET /api/pushes/{id}/users/{user}</c> tells it.</summary>
public sealed record UserStory
{
    public required string PushId { get; init; }

    public required string User { get; init; }

    /// <summary>The count of the push in which the user is.</summary>
    public required UserOutcome Outcome { get; init; }

    /// <summary>The far side's last word or, where it had none, ours; absent while there was no answer.</summary>
    public string? Status { get; init; }

    public string? Description { get; init; }

    /// <summary>Tries that have an answer; those refused as too fast do not count.</summary>
    public required int Tries { get; init; }

    /// <summary>Whether the user may have been told twice.</summary>
    public required bool PossiblyTwice { get; init; }

    /// <summary>The user's call among the push's, from 0; absent until a step comes to the user.</summary>
    public int? Batch { get; init; }

    /// <summary>When the next try is due; absent while there is none, or while it is being made.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>The parcels that the user was in, first to last.</summary>
    public required IReadOnlyList<StoryEntry> History { get; init; }
}

/// <summary>A user in one parcel.</summary>
/// <param name="Parcel">Its name, as the log and the ledger have it.</param>
/// <param name="Batch">The user's call: among the push's or, of a retry parcel, among its own.</param>
/// <param name="Outcome">What came of it: <c>retrying</c> also where a later parcel has taken the user over.</param>
/// <param name="Status">The far side's word or ours; absent while there was no answer.</param>
/// <param name="Description">What it said.</param>
/// <param name="Tries">All of the user's tries up to here.</param>
/// <param name="At">When it was written down; absent until then.</param>
public sealed record StoryEntry(
    string Parcel, int Batch, UserOutcome Outcome, string? Status, string? Description, int Tries, DateTimeOffset? At);

[JsonSerializable(typeof(UserStory))]
[JsonSerializable(typeof(FailurePage))]
internal sealed partial class StoryJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static StoryJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
