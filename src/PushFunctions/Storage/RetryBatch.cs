namespace PushFunctions.Storage;

/// <summary>One batch of a retry parcel: its message and, per run of users, how often they have been tried.</summary>
/// <param name="Message">Index of the push's group.</param>
/// <param name="Users">How many users.</param>
/// <param name="Tries">Runs of <c>[tries, users]</c>, in the users' order.</param>
public sealed record RetryBatch(int Message, int Users, IReadOnlyList<IReadOnlyList<int>> Tries);
