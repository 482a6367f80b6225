using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Accept;

public sealed class PushAcceptanceTests
{
    private static readonly EventPlan.Ready Plan = new(new([new(Some.Message, ["ada"])], 2, null, []));

    private readonly ManualTime _time = new();
    private readonly MemoryTable _pushes = new();
    private readonly MemoryTable _index = new();
    private readonly MemoryQueue _delivery = new();

    [Theory]
    [InlineData("first", true)]
    [InlineData("second", false)]
    public async Task Of_two_at_the_same_tick_the_second_leaves_the_firsts_row(string body, bool isSame)
    {
        var acceptance = Acceptance();
        var first = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(acceptance, "first"));

        var second = await AcceptAsync(acceptance, body);

        var row = Assert.Single(await IndexRowsAsync());
        Assert.Equal(first.Push.OpenRow, row.RowKey);
        if (isSame) Assert.True(Assert.IsType<Acceptance.Accepted>(second).Duplicate);
        else Assert.Equal(ProblemCodes.IdempotencyMismatch, Assert.IsType<Acceptance.Refused>(second).Problem.Code);
        Assert.Single(_delivery.Puts);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_ones_own()
    {
        _pushes.After = operation =>
        {
            if (operation == "add") throw MemoryTable.Failure(409);
        };

        var accepted = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(Acceptance(), "first"));

        Assert.False(accepted.Duplicate);
        Assert.Single(await IndexRowsAsync());
        Assert.Single(_delivery.Puts);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    public async Task A_message_that_may_be_lost_is_put_again_after_five_seconds(int seconds, int puts)
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");
        _time.Advance(TimeSpan.FromSeconds(seconds));

        for (var repeat = 0; repeat < 50; repeat++) await AcceptAsync(acceptance, "first");

        Assert.Equal(puts, _delivery.Puts.Count);
    }

    [Fact]
    public async Task A_push_that_waits_in_line_is_put_again_at_most_once_a_minute()
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");

        for (var second = 0; second < 180; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await AcceptAsync(acceptance, "first");
        }

        // At 6, 66 and 126 s.
        Assert.Equal(4, _delivery.Puts.Count);
    }

    [Fact]
    public async Task Of_several_repeats_at_once_one_puts_the_message()
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");
        _time.Advance(TimeSpan.FromMinutes(1));
        var seen = _pushes.Find<PushRow>(PushIds.Create(Some.App, "", "event-1"), LedgerKey.Push)!;

        for (var repeat = 0; repeat < 3; repeat++)
        {
            // Each has read the row before the others wrote.
            var copy = new PushRow { PartitionKey = seen.PartitionKey, Created = seen.Created, Groups = seen.Groups };
            (copy.Users, copy.BodyHash, copy.ETag) = (seen.Users, seen.BodyHash, seen.ETag);
            await acceptance.RepeatAsync(copy, Event("first"), CancellationToken.None);
        }

        Assert.Equal(2, _delivery.Puts.Count);
    }

    private static AppEvent Event(string body) => new()
    {
        Id = "event-1",
        Type = "t",
        To = null,
        Data = Some.Json("{}"),
        BodyHash = body,
    };

    private static Task<Acceptance> AcceptAsync(PushAcceptance acceptance, string body) =>
        acceptance.AcceptAsync(Event(body), Plan, CancellationToken.None);

    private async Task<IReadOnlyList<IndexRow>> IndexRowsAsync()
    {
        var rows = new List<IndexRow>();
        await foreach (var row in _index.QueryAsync<IndexRow>(filter: null)) rows.Add(row);
        return rows;
    }

    private PushAcceptance Acceptance()
    {
        var storage = Memory.Clients(_pushes, _index, delivery: _delivery);
        var blobs = new PushBlobs(storage);
        return new(
            storage, new(blobs, new(blobs), new(storage, _time)), new(storage, new(storage, _time)), new(storage, _time),
            new(storage, _time), _time, Options.Create(new AcceptOptions()));
    }
}
