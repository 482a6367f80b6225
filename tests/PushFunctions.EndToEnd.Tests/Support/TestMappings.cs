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

    /// <summary>The users are in the data.</summary>
    public const string Finding = """
        { "type": "booking", "message": { "title": "Booked", "content": "{{data.text}}" }, "to": { "user": "/data/who" } }
        """;

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "finding.json"), Finding);
        File.WriteAllText(Path.Combine(folder, "cutting.json"), Cutting);
        File.WriteAllText(Path.Combine(folder, "refusing.json"), Refusing);
        foreach (var (type, mapping) in HooksPage.Mappings)
            File.WriteAllText(Path.Combine(folder, $"{type}.json"), mapping);
    }
}
