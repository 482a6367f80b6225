using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>The settled parcels of a push whose users are due.</summary>
/// <param name="Sources">Those of a bucket, and those of the buckets before that have waited for it.</param>
/// <param name="Later">The index rows of the buckets behind it that are near.</param>
public sealed record DueSources(IReadOnlyList<ParcelRow> Sources, IReadOnlyList<IndexRow> Later);
