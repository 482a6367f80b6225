namespace PushFunctions.Stories;

/// <summary>Where a user of a push is.</summary>
/// <param name="Batch">The user's call among the push's, from 0; null: no step has come to the user yet.</param>
/// <param name="Part">The user in the parcel of that call; null: nobody has picked it up yet.</param>
public sealed record UserPlace(int? Batch, StoryPart? Part);
