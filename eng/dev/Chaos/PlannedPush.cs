using System.Globalization;
using System.Text.Json.Nodes;

namespace PushFunctions.Dev.Chaos;

/// <summary>An event that is posted at a moment of a plan, to users of its own.</summary>
/// <param name="At">When, counted from the beginning of the run.</param>
/// <param name="Name">Names the event, and begins the names of its users.</param>
/// <param name="Count">How many users it is for.</param>
internal sealed record PlannedPush(TimeSpan At, string Name, int Count)
{
    /// <summary>What the names of its users begin with; no other push has it.</summary>
    public string Prefix => $"{Name}-";

    /// <summary>Whether it goes to members of a label of its name, who are its users.</summary>
    public bool IsToMembers { get; init; }

    /// <summary>In the order in which the bridge sorts them.</summary>
    public IReadOnlyList<string> Users => [.. Enumerable.Range(0, Count).Select(User)];

    /// <summary>The place of one of its users, from 0.</summary>
    public int PlaceOf(string user) => int.Parse(user.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);

    /// <summary>What is posted.</summary>
    public JsonObject ToEvent() => new()
    {
        ["id"] = Name,
        ["type"] = "order.shipped",
        ["to"] = IsToMembers
            ? new JsonObject { ["members"] = new JsonObject { ["any"] = new JsonArray(Name) } }
            : new JsonObject { ["users"] = new JsonArray([.. Users.Select(user => (JsonNode)user)]) },
        ["data"] = new JsonObject { ["order"] = 17, ["eta"] = "tomorrow" },
    };

    private string User(int place) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{place:D5}");
}
