namespace PushFunctions.Status;

/// <summary>Whether the bridge can work.</summary>
public sealed record HealthView(string Status);
