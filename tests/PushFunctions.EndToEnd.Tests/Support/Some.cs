namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Events and users that no other test has.</summary>
internal static class Some
{
    private static int _last;

    public static string Id(string name = "event") => $"{name}-{Guid.NewGuid():N}";

    public static string User() => Users(1)[0];

    public static IReadOnlyList<string> Users(int count)
    {
        var group = Interlocked.Increment(ref _last);
        return [.. Enumerable.Range(0, count).Select(number => $"u{group}-{number:D5}")];
    }

    /// <summary>An event that carries its message itself.</summary>
    public static Dictionary<string, object> Event(params IReadOnlyList<string> users) => new()
    {
        ["id"] = Id(),
        ["type"] = "some.type",
        ["to"] = users.Count == 1 ? new { user = users[0] } : new { users },
        ["push"] = new { title = "Hello", content = "A message for you" },
    };
}
