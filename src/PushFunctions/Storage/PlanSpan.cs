namespace PushFunctions.Storage;

/// <summary>The retry parcels of one plan, which are numbered one after the other.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Parcels">How many they are.</param>
public sealed record PlanSpan(int First, int Parcels);
