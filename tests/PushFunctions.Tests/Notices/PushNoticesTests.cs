using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Dispatch;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Notices;

public sealed class PushNoticesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(10);

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_push_that_has_ended_is_told_once_with_its_counts(int users)
    {
        using var pipeline = new MemoryPipeline(Ops.Settings());
        await pipeline.AcceptAsync(users, push => (push.Type, push.EventId) = ("order.shipped", "e17"));

        pipeline.Run(Long);

        var notice = Assert.Single(Ops.Notices(pipeline.Bed));
        Assert.Equal(
            (Ops.Name, NoticeEvents.Finished, $"push-finished-{Some.PushId}-0", Some.PushId, 0),
            (notice.Callback, notice.Event, notice.Id, notice.PushId, notice.Tries));
        var body = Some.Json(notice.Body);
        Assert.Equal(notice.Event, body.GetProperty("type").GetString());
        Assert.Equal(notice.Created, body.GetProperty("timestamp").GetDateTimeOffset());
        var data = body.GetProperty("data");
        Assert.Equal(
            $$"""
            {"pushId":"{{Some.PushId}}","app":"default","pushType":"order.shipped","eventId":"e17","state":"finished",
            "targets":{{users}},"counts":{"pending":0,"accepted":{{users}},"retrying":0,"failed":0,"dead":0,"expired":0,
            "cancelled":0,"unknown":0},"possiblyTwice":0,"calls":{{(users + 99) / 100}},"createdAt":"2026-11-20T08:00:00+00:00"}
            """.ReplaceLineEndings(""),
            data.GetRawText());
    }

    [Fact]
    public async Task What_is_told_is_as_the_description_says()
    {
        using var pipeline = new MemoryPipeline(Ops.Settings());
        pipeline.FarSide = (user, _) => user == "user000003" ? PushStatus.Error : PushStatus.Success;
        await pipeline.AcceptAsync(5, push => push.Type = "order.shipped");

        pipeline.Run(Long);

        await Ops.AssertDescribedAsync(Ops.Notices(pipeline.Bed));
    }

    [Fact]
    public async Task Users_who_are_dead_are_told_beside_the_end()
    {
        using var pipeline = new MemoryPipeline(Ops.Settings());
        pipeline.FarSide = (user, _) => user == "user000003" ? PushStatus.Error : PushStatus.Success;
        await pipeline.AcceptAsync(5);

        pipeline.Run(Long);

        Assert.Equal(
            [NoticeEvents.Finished, NoticeEvents.DeadLetters], Ops.Notices(pipeline.Bed).Select(notice => notice.Event));
        Assert.All(
            Ops.Notices(pipeline.Bed),
            notice => Assert.Equal(
                1, Some.Json(notice.Body).GetProperty("data").GetProperty("counts").GetProperty("dead").GetInt32()));
    }

    [Theory]
    [InlineData("push.stalled")]
    [InlineData("push.dead_letters", "push.stalled")]
    public async Task What_nobody_wants_to_hear_costs_nothing(params string[] events)
    {
        var reads = new List<string>();
        using var pipeline = new MemoryPipeline(Ops.Settings(events));
        var before = pipeline.Bed.Index.Before!;
        pipeline.Bed.Index.Before = operation =>
        {
            if (operation == "get") reads.Add(operation);
            before(operation);
        };
        await pipeline.AcceptAsync(5);

        pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.True(pipeline.Push.HasEnded);
        Assert.Empty(Ops.Notices(pipeline.Bed));
        Assert.Empty(reads);
    }

    [Fact]
    public async Task A_push_that_ended_long_ago_is_not_told_again_whoever_meets_it()
    {
        using var bed = new MemoryBed(Ops.Settings());
        var push = await EndedAsync(bed);

        for (var no = 0; no < 3; no++) await CompleteAsync(bed, push);

        Assert.Single(Ops.Notices(bed));
    }

    [Fact]
    public async Task A_scheduled_push_that_is_cancelled_before_it_is_opened_is_told()
    {
        using var bed = new MemoryBed(Ops.Settings());
        var push = Ended();
        (push.State, push.SendAt) = (PushState.Cancelled, Some.Now.AddHours(1));
        await bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));

        await CompleteAsync(bed, push);
        await CompleteAsync(bed, push);

        Assert.Contains("\"state\":\"cancelled\"", Assert.Single(Ops.Notices(bed)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_round_is_told_with_another_id()
    {
        using var bed = new MemoryBed(Ops.Settings());
        var push = await EndedAsync(bed);
        await CompleteAsync(bed, push);
        push.Round++;
        await bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));

        await CompleteAsync(bed, push);

        Assert.Equal(2, Ops.Notices(bed).Select(notice => notice.Id).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_dies_at_the_end_of_a_push_lets_it_be_told_all_the_same()
    {
        for (var operations = 0; operations < 40; operations++)
        {
            using var pipeline = new MemoryPipeline(Ops.Settings());
            await pipeline.AcceptAsync(3);
            pipeline.KillAfter(operations);

            pipeline.Run(Long);

            var notices = Ops.Notices(pipeline.Bed);
            Assert.InRange(notices.Count, 1, 2);
            Assert.Single(notices.Select(notice => notice.Id).Distinct());
            Assert.Null(pipeline.Bed.Index.Find<IndexRow>(IndexRow.Open, pipeline.Push.OpenRow));
        }
    }

    [Fact]
    public async Task Names_of_any_letters_fit_on_the_queue()
    {
        using var bed = new MemoryBed(Ops.Settings());
        var push = await EndedAsync(bed);
        var longest = string.Concat(Enumerable.Repeat("😀", 512));
        (push.Type, push.EventId, push.Source, push.Reason) = (longest, longest, longest, longest + longest);

        await CompleteAsync(bed, push);

        Assert.InRange(Assert.Single(bed.Callbacks.Puts).Text.Length, 1, 48 * 1_024);
        Assert.Equal(
            longest, JsonDocument.Parse(Ops.Notices(bed)[0].Body).RootElement.GetProperty("data").GetProperty("source").GetString());
    }

    private static PushRow Ended()
    {
        var push = Some.Draft;
        (push.State, push.Accepted) = (PushState.Finished, 1);
        return push;
    }

    private static async Task<PushRow> EndedAsync(MemoryBed bed)
    {
        var push = Ended();
        await bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        return push;
    }

    private static Task CompleteAsync(MemoryBed bed, PushRow push) =>
        bed.Get<PushEnd>().CompleteAsync(push, CancellationToken.None);
}
