namespace PushFunctions.Storage;

/// <summary>A settled parcel whose due users a retry parcel takes over.</summary>
public sealed record RetrySource(string Partition, string Row, int Round);
