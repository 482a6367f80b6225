using System.Text;
using PushFunctions.Events;

namespace PushFunctions.Tests.Events;

/// <summary>How an event names users by their labels.</summary>
public sealed class MemberTargetsTests
{
    [Fact]
    public void Labels_are_read_each_once()
    {
        var sets = Read("""{"any":["gold","silver","gold"],"all":["news.de"],"none":[]}""").Members!;

        Assert.Equal(["gold", "silver"], sets.Any);
        Assert.Equal(["news.de"], sets.All);
        Assert.Empty(sets.None);
    }

    [Theory]
    [InlineData("\"gold\"", "/to/members", "not a choice of labels")]
    [InlineData("{}", "/to/members", "not who gets it")]
    [InlineData("""{"none":["muted"]}""", "/to/members", "not who gets it")]
    [InlineData("""{"any":[]}""", "/to/members/any", "is empty")]
    [InlineData("""{"any":["a"],"all":[]}""", "/to/members/all", "is empty")]
    [InlineData("""{"any":"gold"}""", "/to/members/any", "must be a list")]
    [InlineData("""{"any":["gold"],"not":["muted"]}""", "/to/members/not", "is not known")]
    [InlineData("""{"any":["gold","Gold"]}""", "/to/members/any/1", "'gold'")]
    [InlineData("""{"any":["a b"]}""", "/to/members/any/0", "is not the name of a label")]
    [InlineData("""{"none":["a"],"all":[7]}""", "/to/members/all/0", "not the name of a label")]
    public void What_cannot_be_meant_is_refused_with_its_place(string members, string path, string message)
    {
        var refused = Assert.IsType<EventRead.Refused>(EventReader.Read(Body(members))).Problem;

        var error = Assert.Single(refused.Errors);
        Assert.Equal((400, path), (refused.Status, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void So_many_labels_may_be_combined(int labels, bool isRead)
    {
        var all = string.Join(',', Enumerable.Range(0, labels - 1).Select(no => $"\"l{no}\""));

        var read = EventReader.Read(Body($$"""{"any":["first"],"all":[{{all}}]}"""));

        Assert.Equal(isRead, read is EventRead.Event);
    }

    [Fact]
    public void Members_and_users_are_two_ways_of_which_one_is_taken()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"1","type":"t","to":{"user":"ada","members":{"any":["a"]}}}""");

        var refused = Assert.IsType<EventRead.Refused>(EventReader.Read(body)).Problem;

        Assert.Equal("/to", Assert.Single(refused.Errors).Path);
    }

    private static AppEvent Read(string members) =>
        Assert.IsType<EventRead.Event>(EventReader.Read(Body(members))).Value;

    private static byte[] Body(string members) =>
        Encoding.UTF8.GetBytes($$"""{"id":"1","type":"t","to":{"members":{{members}}} }""");
}
