namespace PushFunctions.Recover;

/// <summary>When the work of the oldest message waiting on each queue is due; null: nothing waits.</summary>
public sealed record WaitingLines(DateTimeOffset? Dispatch, DateTimeOffset? Delivery)
{
    public bool IsInDispatchLine(DateTimeOffset due) => due >= Dispatch;

    public bool IsInDeliveryLine(DateTimeOffset due) => due >= Delivery;
}
