using Azure.Data.Tables;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Recover;
using PushFunctions.Retention;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>One push whose rows nobody understands, as those of another version: all others go on.</summary>
public sealed class BrokenRowsTests : IDisposable
{
    /// <summary>The second of three.</summary>
    private const int Broken = 1;

    private readonly MemoryBed _bed = new();

    public static TheoryData<Breach> Breaches => new(Enum.GetValues<Breach>());

    public void Dispose() => _bed.Dispose();

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task The_watchdog_puts_what_the_others_lack(Breach breach)
    {
        var pushes = await AddAsync(push => _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push)), breach);
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        await WatchAsync();

        AssertOthersPut(pushes);
    }

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task Those_whose_time_comes_are_opened(Breach breach)
    {
        var pushes = await AddAsync(
            push =>
            {
                push.SendAt = Some.Now.AddHours(1);
                return _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));
            },
            breach);
        _bed.Time.Advance(TimeSpan.FromHours(1));

        await _bed.Get<ScheduledPushes>().OpenDueAsync(CancellationToken.None);

        AssertOthersPut(pushes);
        Assert.Equal(pushes[Broken].OpenRow, Assert.Single(_bed.Scheduled.FindAll<ScheduledRow>("")).OpenRow);
    }

    [Fact]
    public async Task The_users_of_others_who_are_due_are_rung_for()
    {
        var due = _bed.Time.Now;
        var pushes = await AddAsync(push => _bed.Index.UpsertEntityAsync(
            IndexRow.ForDue(push.App, push.PushId, due, push.PushId, LedgerKey.Parcel(0))));
        // The client refuses what does not fit into a message.
        var puts = 0;
        _bed.Dispatch.Before = () =>
        {
            if (puts++ == Broken) throw new ArgumentException("Too large.");
        };
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        await WatchAsync();

        Assert.Equal((3, 2), (puts, _bed.Dispatch.Puts.Count));
    }

    [Fact]
    public async Task The_names_of_others_that_are_not_held_go()
    {
        var pushes = await AddAsync(
            push => _bed.Index.UpsertEntityAsync(IndexRow.ForHeld(push, Some.Now)), Breach.UnknownState);
        _bed.Time.Advance(TimeSpan.FromHours(1));

        await WatchAsync();

        Assert.Equal(pushes[Broken].PushId, Assert.Single(_bed.Index.FindAll<IndexRow>(IndexRow.Held)).PushId);
    }

    [Fact]
    public async Task The_others_are_removed_when_they_are_old()
    {
        var pushes = await AddAsync(
            async push =>
            {
                PushProgress.End(push, push.Created.AddSeconds(1));
                await _bed.Pushes.UpsertEntityAsync(
                    new ParcelRow { PartitionKey = push.PushId, RowKey = LedgerKey.Parcel(0) });
                await _bed.Get<PushEnd>().CompleteAsync(push, CancellationToken.None);
            },
            Breach.UnknownState);
        _bed.Time.Advance(TimeSpan.FromDays(40));

        await _bed.Get<CleanUpHandler>().HandleAsync(CancellationToken.None);

        Assert.Equal(pushes[Broken].PushId, Assert.Single(_bed.Listing.FindAll<ListingRow>("")).PushId);
    }

    [Fact]
    public async Task Who_is_asked_to_stop_stops()
    {
        await AddAsync(push => _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push)));
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        _bed.Pushes.Before = _ =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bed.Get<WatchdogHandler>().HandleAsync(stop.Token));
    }

    private Task WatchAsync() => _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);

    /// <summary>Adds three pushes to one user each, whose messages are missing.</summary>
    private async Task<IReadOnlyList<PushRow>> AddAsync(Func<PushRow, Task> index, Breach? breach = null)
    {
        var pushes = new List<PushRow>();
        for (var no = 0; no < 3; no++)
        {
            var push = Some.Draft;
            push.PartitionKey = PushIds.Create(Some.App, "", $"event-{no}");
            push.OpenRow = IndexRow.NewOpenKey(push.PushId, Some.Now.AddSeconds(-no));
            await index(push);
            await _bed.Pushes.UpsertEntityAsync(push);
            pushes.Add(push);
        }

        var broken = pushes[Broken];
        var change = new TableEntity(broken.PartitionKey, broken.RowKey);
        if (breach == Breach.UnknownState) change[nameof(PushRow.State)] = "Tomorrow";
        if (breach == Breach.BrokenJson) change[nameof(PushRow.Users)] = "[\"user"u8.ToArray();
        if (breach is not null) await _bed.Pushes.UpsertEntityAsync(change);
        return pushes;
    }

    private void AssertOthersPut(IReadOnlyList<PushRow> pushes)
    {
        var put = _bed.Delivery.Puts.Select(
            put => QueueText.TryReadParcel(put.Text, out var parcel, out _) ? parcel.PushId : "");
        Assert.Equal(
            pushes.Where((_, no) => no != Broken).Select(push => push.PushId).Order(StringComparer.Ordinal),
            put.Order(StringComparer.Ordinal));
    }

    /// <summary>What is wrong with a push's row.</summary>
    public enum Breach
    {
        UnknownState,

        BrokenJson,
    }
}
