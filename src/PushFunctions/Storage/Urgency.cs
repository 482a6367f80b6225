namespace PushFunctions.Storage;

/// <summary>Who goes first when several calls wait for a slot; a lower number goes first.</summary>
public enum Urgency
{
    Single = 0,
    Retry = 1,
    Broadcast = 2,
}
