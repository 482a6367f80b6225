using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>What a retry or replay step does: these sources go over into these parcels.</summary>
public sealed record RetryPlan(IReadOnlyList<ParcelRow> Sources, IReadOnlyList<ParcelRow> Parcels);
