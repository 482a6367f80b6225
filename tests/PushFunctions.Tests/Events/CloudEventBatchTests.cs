using PushFunctions.Events;
using PushFunctions.Problems;
using static PushFunctions.Tests.Events.CloudEventPosts;

namespace PushFunctions.Tests.Events;

/// <summary>Several events in one body.</summary>
public sealed class CloudEventBatchTests
{
    [Fact]
    public void An_attribute_of_ten_thousand_characters_is_refused_with_the_limit()
    {
        var problem = Problem(Posted(Structured, Replace("source", $"\"{new string('x', 10_000)}\"")));

        Assert.Contains("10000 characters", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("1024", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "0 events")]
    [InlineData("{}", "array")]
    [InlineData("17", "array")]
    public void A_batch_is_an_array_with_something_in_it(string body, string said)
    {
        var posted = Posted(Batch, body);

        Assert.False(posted.IsBatch);
        Assert.Contains(said, Problem(posted).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_has_at_most_a_thousand_events()
    {
        var many = string.Join(',', Enumerable.Repeat("{}", 1_001));

        Assert.Contains("1,001 events; 1 to 1,000", Problem(Posted(Batch, $"[{many}]")).Detail, StringComparison.Ordinal);
        Assert.Equal(1_000, Posted(Batch, $"[{many[3..]}]").Reads.Count);
    }

    [Fact]
    public void What_is_wrong_with_one_event_of_a_batch_leaves_the_others_as_they_are()
    {
        const string Broken = """{"specversion":"1.0","id":"1","source":"s","type":"t","more":"\ud800"}""";

        var posted = Posted(Batch, $"[{Good},17,{Broken},{Good}]");

        Assert.True(posted.IsBatch);
        Assert.Equal(
            [true, false, false, true], posted.Reads.Select(read => read is EventRead.Event));
        Assert.Equal(ProblemCodes.MalformedJson, Assert.IsType<EventRead.Refused>(posted.Reads[2]).Problem.Code);
    }

    [Fact]
    public void A_signed_id_wins_and_stands_before_the_number_in_a_batch()
    {
        var origin = new EventOrigin { Source = "hook:demo", SignedId = "msg_1", App = "shop" };

        var one = Event(Posted(Structured, Good, origin));
        var batch = Posted(Batch, $"[{Good},{Good}]", origin).Reads.Select(read => ((EventRead.Event)read).Value);

        Assert.Equal(("msg_1", "hook:demo", "shop"), (one.Id, one.Source, one.App));
        Assert.Equal(["msg_1.0", "msg_1.1"], batch.Select(read => read.Id));
    }
}
