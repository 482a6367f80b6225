namespace PushFunctions.Storage;

/// <summary>
/// Where one parcel of a step lies in the push's list of users, so that it can be made again at any time.
/// </summary>
/// <param name="FirstBatch">The parcel's first batch, which is its number.</param>
/// <param name="Batches">How many batches it holds.</param>
/// <param name="Offset">First byte in the blob; 0 for a list inside the push row.</param>
/// <param name="Bytes">Bytes in the blob, the last line's end included.</param>
public sealed record ParcelCut(int FirstBatch, int Batches, long Offset, int Bytes);
