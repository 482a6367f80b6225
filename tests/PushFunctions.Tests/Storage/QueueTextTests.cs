using System.Text.Json.Nodes;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class QueueTextTests
{
    private const string GoodStep =
        """{"v":1,"app":"default","pushId":"abcdefghijklmnopqrstuvwxyz","kind":"feed","checkpoint":3,"due":"2026-11-20T08:00:00+00:00"}""";

    private const string GoodParcel =
        """
        {"v":1,"app":"default","pushId":"abcdefghijklmnopqrstuvwxyz","parcel":"parcel|0000000","urgency":2,"round":0,
         "strategy":2,"due":"2026-11-20T08:00:00+00:00","putBack":0,"messages":[{"title":"t","content":"c"}],
         "batches":[{"no":0,"m":0,"users":["ada"]}]}
        """;

    [Fact]
    public async Task A_parcel_that_was_put_is_read_again()
    {
        var parcel = Some.Parcel(100, 3) with { Cut = new(0, 2, 0, 1_133), ExpiresAt = Some.Now, PutBack = 2, Round = 1 };
        var queue = new MemoryQueue();

        await Memory.Queues(queue).PutAsync(parcel, TimeSpan.Zero, CancellationToken.None);

        Assert.True(QueueText.TryReadParcel(queue.Puts.Single().Text, out var read, out var why), why);
        Assert.Equal(Comparable(parcel), Comparable(read));
        Assert.Equal(parcel.Batches.SelectMany(batch => batch.Users), read.Batches.SelectMany(batch => batch.Users));
        Assert.Equal(parcel.Messages[0].GetRawText(), read.Messages[0].GetRawText());
    }

    [Theory]
    [InlineData(StepKind.Feed)]
    [InlineData(StepKind.Close)]
    [InlineData(StepKind.Retry)]
    public async Task A_step_that_was_put_is_read_again(StepKind kind)
    {
        var step = Some.Step with { Kind = kind, Checkpoint = 7, Bucket = Some.Now, PutBack = 1 };
        var queue = new MemoryQueue();

        await Memory.Queues(queue).PutAsync(step, CancellationToken.None);

        Assert.True(QueueText.TryReadStep(queue.Puts.Single().Text, out var read, out var why), why);
        Assert.Equal(step, read);
    }

    [Fact]
    public void The_good_messages_of_these_tests_are_read()
    {
        Assert.True(QueueText.TryReadStep(GoodStep, out _, out _));
        Assert.True(QueueText.TryReadParcel(GoodParcel, out _, out _));
    }

    [Fact]
    public void Fields_that_are_not_known_are_ignored() =>
        Assert.True(QueueText.TryReadStep(Change(GoodStep, "later", "\"x\""), out _, out _));

    [Theory]
    [InlineData("v", "2")]
    [InlineData("v", "\"x\"")]
    [InlineData("app", null)]
    [InlineData("app", "null")]
    [InlineData("pushId", null)]
    [InlineData("pushId", "null")]
    [InlineData("parcel", null)]
    [InlineData("parcel", "null")]
    [InlineData("parcel", "\"nonsense\"")]
    [InlineData("parcel", "\"parcel|x\"")]
    [InlineData("parcel", "\"step|0000001\"")]
    [InlineData("urgency", "\"soon\"")]
    [InlineData("strategy", null)]
    [InlineData("due", "\"tomorrow\"")]
    [InlineData("messages", null)]
    [InlineData("messages", "null")]
    [InlineData("messages", "[]")]
    [InlineData("batches", null)]
    [InlineData("batches", "null")]
    [InlineData("batches", "[]")]
    [InlineData("batches", "[null]")]
    [InlineData("batches", """[{"no":0,"m":1,"users":["ada"]}]""")]
    [InlineData("batches", """[{"no":0,"m":-1,"users":["ada"]}]""")]
    [InlineData("batches", """[{"no":0,"m":0,"users":null}]""")]
    [InlineData("batches", """[{"no":0,"m":0,"users":[]}]""")]
    [InlineData("batches", """[{"no":0,"m":0,"users":[null]}]""")]
    [InlineData("batches", """[{"no":0,"m":0}]""")]
    public void A_parcel_that_cannot_be_worked_on_is_a_value_with_its_reason(string field, string? value)
    {
        Assert.False(QueueText.TryReadParcel(Change(GoodParcel, field, value), out var parcel, out var why));

        Assert.Null(parcel);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("v", "2")]
    [InlineData("app", null)]
    [InlineData("app", "null")]
    [InlineData("pushId", "null")]
    [InlineData("kind", null)]
    [InlineData("kind", "\"dance\"")]
    [InlineData("kind", "\"retry\"")]
    [InlineData("due", null)]
    [InlineData("checkpoint", "\"x\"")]
    public void A_step_that_cannot_be_done_is_a_value_with_its_reason(string field, string? value)
    {
        Assert.False(QueueText.TryReadStep(Change(GoodStep, field, value), out var step, out var why));

        Assert.Null(step);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("17")]
    [InlineData("{\"v\":1")]
    [InlineData("\"\\ud800\"")]
    public void Text_that_is_no_message_is_a_value_with_its_reason(string text)
    {
        Assert.False(QueueText.TryReadParcel(text, out _, out var parcelWhy));
        Assert.False(QueueText.TryReadStep(text, out _, out var stepWhy));

        Assert.NotEmpty(parcelWhy);
        Assert.NotEmpty(stepWhy);
    }

    private static string Change(string json, string field, string? value)
    {
        var message = JsonNode.Parse(json)!.AsObject();
        message.Remove(field);
        if (value is not null) message[field] = JsonNode.Parse(value);
        return message.ToJsonString();
    }

    private static Parcel Comparable(Parcel parcel) => parcel with { Messages = [], Batches = [], TraceParent = null };
}
