using System.Text.Json.Nodes;
using PushFunctions.Events;

namespace PushFunctions.Tests.Events;

public sealed class CanonicalJsonTests
{
    private const string Event = """{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,true]}}""";

    [Theory]
    [InlineData("""{"a":1}""", "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862")]
    [InlineData("""{ "id":"x", "b":[1, 2.50, null, true], "a":"é" }""", "5099f6cb394a7eb60673eeacf212a1fca7d9637871b345a4e659cc6e2afcc946")]
    public void The_hash_is_that_of_the_text_without_white_space(string json, string sha256) =>
        Assert.Equal(sha256, Hash(json));

    [Theory]
    [InlineData("""{"type":"t","data":{"l":[1,null,true],"s":"é","n":1.0},"to":{"users":["a","b"]},"id":"1"}""")]
    [InlineData(
        """{ "id" : "another", "type":"t", "to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1, null, true]} }""")]
    [InlineData("""{"type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,true]}}""")]
    [InlineData(
        """{"id":17,"t\u0079pe":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"\u00e9","l":[1,null,true]}}""")]
    public void Order_white_space_escapes_and_the_id_do_not_count(string json) => Assert.Equal(Hash(Event), Hash(json));

    [Theory]
    [InlineData("""{"id":"1","type":"u","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,true]}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["b","a"]},"data":{"n":1.0,"s":"é","l":[1,null,true]}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1,"s":"é","l":[1,null,true]}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":"1.0","s":"é","l":[1,null,true]}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"e\u0301","l":[1,null,true]}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,false]}}""")]
    [InlineData(
        """{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,true],"x":null}}""")]
    [InlineData(
        """{"id":"1","type":"t","to":{"users":["a","b"]},"data":{"n":1.0,"s":"é","l":[1,null,true],"id":"1"}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"users":["a","b"]},"Data":{"n":1.0,"s":"é","l":[1,null,true]}}""")]
    public void Everything_else_does(string json) => Assert.NotEqual(Hash(Event), Hash(json));

    [Fact]
    public void Members_in_any_order_have_one_hash() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var random = new Random(seed);
        var members = Enumerable.Range(0, random.Next(1, 12)).Select(no => KeyValuePair.Create($"m{no}", no)).ToArray();
        var ordered = Json(members);
        random.Shuffle(members);

        Assert.Equal(Hash(ordered), Hash(Json(members)));
    });

    private static string Json(IEnumerable<KeyValuePair<string, int>> members) =>
        new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value)))
            .ToJsonString();

    private static string Hash(string json) => CanonicalJson.Hash(Some.Json(json), without: "id");
}
