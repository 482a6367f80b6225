namespace PushFunctions.Egress;

/// <summary>A connection was not opened, since the rules do not allow where it would lead.</summary>
public sealed class RefusedAddressException(string message) : Exception(message);
