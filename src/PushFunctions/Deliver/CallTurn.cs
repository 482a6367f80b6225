namespace PushFunctions.Deliver;

/// <summary>The time that there is for calls.</summary>
/// <param name="IsOver">No further call is begun.</param>
/// <param name="Stop">Ends waits, never calls.</param>
public sealed record CallTurn(Func<bool> IsOver, CancellationToken Stop);
