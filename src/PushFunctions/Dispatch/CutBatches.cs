using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>One parcel of a step, with its users.</summary>
/// <param name="Cut">Where it lies.</param>
/// <param name="Batches">Its batches; their messages are numbered as the push's groups.</param>
public sealed record CutBatches(ParcelCut Cut, IReadOnlyList<PushBatch> Batches);
