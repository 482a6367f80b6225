namespace PushFunctions.Storage;

/// <summary>A push, and the steps of it whose parcels may not all have been picked up.</summary>
public sealed record PushAndSteps(PushRow Push, IReadOnlyList<StepRow> Steps);
