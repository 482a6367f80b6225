using FsCheck.Fluent;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Problems;

public sealed class JsonPointerTests
{
    private const string Json = """{"foo":["bar","baz"],"":0,"a/b":1,"m~n":8,"o":{"p":null},"1":"one"}""";

    [Theory]
    [InlineData("", Json)]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/m~0n", "8")]
    [InlineData("/o/p", "null")]
    [InlineData("/1", "\"one\"")]
    public void It_leads_to_one_value(string pointer, string value) =>
        Assert.Equal(value, JsonPointer.TryParse(pointer)!.Find(Some.Json(Json))!.Value.GetRawText());

    [Theory]
    [InlineData("/bar")]
    [InlineData("/foo/2")]
    [InlineData("/foo/-")]
    [InlineData("/foo/01")]
    [InlineData("/foo/+1")]
    [InlineData("/foo/99999999999")]
    [InlineData("/foo/")]
    [InlineData("/foo/0/0")]
    [InlineData("/o/p/q")]
    public void It_may_lead_nowhere(string pointer) =>
        Assert.Null(JsonPointer.TryParse(pointer)!.Find(Some.Json(Json)));

    [Theory]
    [InlineData("foo")]
    [InlineData("#/foo")]
    [InlineData(" /foo")]
    [InlineData("/a~")]
    [InlineData("/a~2")]
    [InlineData("/~/b")]
    public void What_is_no_pointer_is_not_parsed(string text) => Assert.Null(JsonPointer.TryParse(text));

    [Fact]
    public void Any_names_are_steps_of_a_pointer_and_read_back()
    {
        string[] parts = ["a", "/", "~", "0", "1", "", "ä", "~1"];
        Holds.ForAll(Gen.Elements(parts).ListOf().Select(name => string.Concat(name)).ListOf(), names =>
        {
            var text = names.Aggregate("", JsonPointer.Append);

            Assert.Equal(names, JsonPointer.TryParse(text)!.Steps);
        });
    }
}
