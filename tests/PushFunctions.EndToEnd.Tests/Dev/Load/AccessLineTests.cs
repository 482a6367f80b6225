using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class AccessLineTests
{
    private const string Received =
        "azurite queue: 127.0.0.1 - - [20/Nov/2026:16:33:15 +0000] \"GET /devstoreaccount1/push-delivery/messages"
        + "?numofmessages=8&visibilitytimeout=10 HTTP/1.1\" 200 ";

    [Fact]
    public void Reads_what_was_asked_and_when()
    {
        var line = AccessLine.Parse(Received + "482");

        Assert.Equal(new(2026, 11, 20, 16, 33, 15, TimeSpan.Zero), line!.At);
        Assert.Equal(("GET", 200, 482), (line.Verb, line.Status, line.Bytes));
    }

    [Theory]
    [InlineData(Received + "75", true)]
    [InlineData(Received + "482", false)]
    [InlineData("[20/Nov/2026:16:33:15 +0000] \"GET /a/q/messages?peekonly=true HTTP/1.1\" 200 75", false)]
    [InlineData("[20/Nov/2026:16:33:15 +0000] \"POST /a/q/messages? HTTP/1.1\" 201 75", false)]
    [InlineData("[20/Nov/2026:16:33:15 +0000] \"GET /a/q/messages? HTTP/1.1\" 404 75", false)]
    public void A_look_for_work_that_got_a_list_too_short_for_a_message_found_none(string line, bool isEmpty) =>
        Assert.Equal(isEmpty, AccessLine.Parse(line)!.IsEmptyPoll);

    [Theory]
    [InlineData("GET /a/push-delivery/messages?numofmessages=8", "GET push-delivery")]
    [InlineData("PUT /a/Budgets(PartitionKey='default',RowKey='PushSingle')?x=1", "PUT Budgets")]
    [InlineData("POST /a/$batch", "POST $batch")]
    public void Names_the_thing_without_its_keys(string request, string kind) =>
        Assert.Equal(kind, AccessLine.Parse($"[20/Nov/2026:16:33:15 +0000] \"{request} HTTP/1.1\" 200 1")!.Kind);

    [Theory]
    [InlineData("Azurite Queue service successfully listens on http://127.0.0.1:31991")]
    [InlineData("host 0: info: PushFunctions[1] GET /a/b HTTP")]
    public void Other_lines_are_none(string line) => Assert.Null(AccessLine.Parse(line));
}
