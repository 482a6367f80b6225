using Azure;

namespace PushFunctions.Storage;

/// <summary>Tells storage that is away for a while from storage that says no.</summary>
public static class StorageErrors
{
    /// <summary>After its own tries the client says one of these; the second when no try was answered.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException many => many.InnerExceptions.All(inner => inner is TaskCanceledException || IsAway(inner)),
        _ => false,
    };
}
