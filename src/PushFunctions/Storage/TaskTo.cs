namespace PushFunctions.Storage;

/// <summary>To whom the far side itself sends a push, in a task of its own.</summary>
public static class TaskTo
{
    /// <summary>To all who have all of some labels.</summary>
    public const string Labels = "labels";

    /// <summary>To all users of the app.</summary>
    public const string Everyone = "everyone";

    /// <summary>The far side's endpoint.</summary>
    public static string EndpointOf(string to) => to == Labels ? "push/list/label" : "push/task";
}
