namespace PushFunctions.Storage;

/// <summary>Where one parcel of a step lies in the push's list of users, so that it can be made again at any time.</summary>
/// <param name="FirstBatch">The parcel's first batch, which is its number.</param>
/// <param name="Batches">How many batches it holds.</param>
/// <param name="Offset">First byte in the blob; 0 for a list inside the push row.</param>
/// <param name="Bytes">Bytes in the blob, the last line's end included.</param>
public sealed record ParcelCut(int FirstBatch, int Batches, long Offset, int Bytes);

/// <summary>Users of a push who get the same rendered message; batches never span groups.</summary>
/// <param name="Message">The far side's message, as JSON.</param>
/// <param name="FirstBatch">The group's first batch.</param>
/// <param name="Users">How many users it has.</param>
public sealed record PushGroup(System.Text.Json.JsonElement Message, int FirstBatch, int Users)
{
    public int Batches => (Users + PushBatch.MaxUsers - 1) / PushBatch.MaxUsers;
}

/// <summary>A settled parcel whose due users a retry parcel takes over.</summary>
public sealed record RetrySource(string Partition, string Row, int Round);

/// <summary>One batch of a retry parcel: its message and, per run of users, how often they have been tried.</summary>
/// <param name="Message">Index of the push's group.</param>
/// <param name="Users">How many users.</param>
/// <param name="Tries">Runs of <c>[tries, users]</c>, in the users' order.</param>
public sealed record RetryBatch(int Message, int Users, IReadOnlyList<IReadOnlyList<int>> Tries);

/// <summary>Something that happened to a push.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string What);
