namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Mappings that are put first, for events that they refuse.</summary>
internal static class ContractMappings
{
    public const string Needing = "needs.data";
    public const string Seeking = "seeks.users";
    public const string Looping = "loops";
    public const string Personal = "is.personal";

    /// <summary>No put takes it: a row has it.</summary>
    public const string OfLaterVersion = "of.later.version";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Needing] = """{"message":{"title":"t","content":"{{data.eta}}"},"onMissing":"refuse"}""",
        [Seeking] = """{"message":{"title":"t","content":"c"},"to":{"user":"/data/customer/id"}}""",
        [Looping] =
            """{"message":{"title":"t{{#each data.l}}{{#each ../data.l}}{{/each}}{{/each}}","content":"c"}}""",
        [Personal] =
            """{"message":{"title":"t","content":"c","config":{"own":"{{user.id}} {{data.filler}}"}}}""",
    };

    /// <summary>An event of one of these types.</summary>
    public static string Event(string id, string type, object? data = null, IReadOnlyList<string>? users = null) =>
        Posted.Write(users is null
            ? new { id, type, data = data ?? new { } }
            : (object)new { id, type, data = data ?? new { }, to = new { users } });
}
