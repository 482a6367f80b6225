namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The mappings that hosts of tests have.</summary>
internal static class TestMappings
{
    /// <summary>Texts too long are cut.</summary>
    public const string Cutting = """
        {
          "type": "order.shipped",
          "message": {
            "title": "Order {{data.order}} shipped",
            "content": "It should arrive {{data.eta}}.",
            "ext": { "order": "{{data.order}}" }
          },
          "strategy": "vendorThenAgora",
          "onOverflow": "truncate"
        }
        """;

    /// <summary>Texts too long are refused.</summary>
    public const string Refusing = """
        { "type": "order.paid", "message": { "title": "Paid {{data.order}}", "content": "Thank you" } }
        """;

    /// <summary>For payloads that are not ours.</summary>
    public static IReadOnlyDictionary<string, string> Foreign { get; } = new Dictionary<string, string>
    {
        ["github.release"] = """{ "title": "{{data.repository.name}}", "content": "{{data.release.name}} is out" }""",
        ["stripe.charge.succeeded"] = """{ "title": "Paid", "content": "{{data.amount}} {{data.currency}}" }""",
        ["sensor.alarm"] = """{ "title": "Alarm", "content": "{{data.reading.value}} in {{data.room}}" }""",
    };

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "cutting.json"), Cutting);
        File.WriteAllText(Path.Combine(folder, "refusing.json"), Refusing);
        foreach (var (type, message) in Foreign)
        {
            File.WriteAllText(
                Path.Combine(folder, $"{type}.json"), $$"""{ "type": "{{type}}", "message": {{message}} }""");
        }
    }
}
