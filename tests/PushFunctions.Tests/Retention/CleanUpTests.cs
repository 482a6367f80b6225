using AgoraChat.Push;
using Azure.Data.Tables;
using PushFunctions.Claims;
using PushFunctions.Replay;
using PushFunctions.Retention;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Retention;

/// <summary>Pushes that have ended, and what is left of them when their time is over.</summary>
public sealed class CleanUpTests : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    private readonly MemoryPipeline _pipeline = Hasty();

    private MemoryBed Bed => _pipeline.Bed;

    public void Dispose() => _pipeline.Dispose();

    /// <summary>Of one parcel; with users who died in it, and in retry parcels; of two segments.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1_000)]
    [InlineData(45_000)]
    public async Task A_push_goes_with_all_that_belongs_to_it_when_its_time_is_over(int users)
    {
        await EndAsync(_pipeline, users);
        var before = await _pipeline.LookAsync();

        Bed.Time.SetTo(_pipeline.Push.EndedAt!.Value + Kept);
        await CleanUpAsync(Bed);
        Assert.Equal(before.Counts, (await _pipeline.LookAsync()).Counts);

        Bed.Time.Advance(TimeSpan.FromSeconds(1));
        await CleanUpAsync(Bed);
        AssertNothingIsLeft(Bed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(300)]
    public async Task Whoever_dies_and_wherever_a_push_is_whole_or_gone_and_the_next_run_does_the_rest(int users)
    {
        for (var (operation, wasKilled) = (0, true); wasKilled; operation++)
        {
            using var pipeline = Hasty();
            await EndAsync(pipeline, users);
            var counts = (await pipeline.LookAsync()).Counts;
            pipeline.Rest(Kept);
            pipeline.KillAfter(operation);

            pipeline.LetDie(() => CleanUpAsync(pipeline.Bed));
            wasKilled = pipeline.IsKilled;
            pipeline.KillAfter(int.MaxValue);

            if (await pipeline.Bed.Get<PushStore>().FindAsync(Some.PushId, CancellationToken.None) is not null)
                Assert.Equal(counts, (await pipeline.LookAsync()).Counts);
            await CleanUpAsync(pipeline.Bed);
            AssertNothingIsLeft(pipeline.Bed);
        }
    }

    /// <summary>The other cleaner does the whole work, and its event comes again, while this one is anywhere.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(300)]
    public async Task A_new_push_of_the_same_id_loses_nothing_to_a_cleaner_that_is_late(int users)
    {
        for (var (operation, isOver) = (0, false); !isOver; operation++)
        {
            using var pipeline = Hasty();
            await EndAsync(pipeline, users);
            pipeline.Rest(Kept);
            pipeline.FarSide = (_, _) => PushStatus.Success;
            var told = pipeline.Told.Values.Sum();
            pipeline.InterruptAt(operation, async () =>
            {
                await CleanUpAsync(pipeline.Bed);
                Assert.Null(pipeline.Bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push));
                await pipeline.AcceptAsync(users);
                await Task.Run(() => pipeline.Run(TimeSpan.FromSeconds(4)));
            });

            pipeline.LetDie(() => CleanUpAsync(pipeline.Bed));
            isOver = pipeline.IsToBeInterrupted;
            pipeline.InterruptAt(int.MaxValue, () => Task.CompletedTask);
            if (isOver) continue;
            pipeline.Run(TimeSpan.FromSeconds(15));

            var end = await pipeline.LookAsync();
            Assert.Equal((PushState.Finished, users), (end.State, end.Counts.Accepted));
            Assert.Equal(users, pipeline.Told.Values.Sum() - told);
            Assert.Equal(users > 100 ? 1 : 0, pipeline.Bed.Users.Names.Count);
            Assert.Equal(PushState.Finished, Assert.Single(pipeline.Bed.Listing.FindAll<ListingRow>("")).State);
        }
    }

    /// <summary>A replay begins anywhere in between: either it runs to its end, or the push is gone.</summary>
    [Fact]
    public async Task Of_a_replay_and_a_cleaner_one_wins()
    {
        var replayed = 0;
        for (var (operation, isOver) = (0, false); !isOver; operation++)
        {
            using var pipeline = Hasty();
            await EndAsync(pipeline, 300);
            pipeline.Rest(Kept);
            pipeline.FarSide = (_, _) => PushStatus.Success;
            ReplayResult? result = null;
            pipeline.InterruptAt(operation, async () => result = await pipeline.Bed.Get<PushReplay>().ReplayAsync(
                Some.PushId, ReplayRequest.OfDead, onlyCount: false, CancellationToken.None));

            pipeline.LetDie(() => CleanUpAsync(pipeline.Bed));
            isOver = pipeline.IsToBeInterrupted;
            pipeline.InterruptAt(int.MaxValue, () => Task.CompletedTask);
            pipeline.Run(TimeSpan.FromSeconds(29));

            if (result is ReplayResult.Found)
            {
                replayed++;
                Assert.Equal(300, (await pipeline.LookAsync()).Counts.Accepted);
            }
            else
            {
                AssertNothingIsLeft(pipeline.Bed);
            }
        }

        Assert.True(replayed > 0);
    }

    [Fact]
    public async Task What_is_open_stays_and_what_was_replayed_is_kept_as_long_as_anything_else()
    {
        await EndAsync(_pipeline, 300);
        _pipeline.Rest(Kept);
        await Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, ReplayRequest.OfDead, onlyCount: false, CancellationToken.None);

        await CleanUpAsync(Bed);
        Assert.Equal(1, _pipeline.Push.Round);
        _pipeline.Run(TimeSpan.FromSeconds(29));
        Assert.True(_pipeline.Push.HasEnded);
        _pipeline.Rest(Kept - TimeSpan.FromHours(1));
        await CleanUpAsync(Bed);
        Assert.Equal(300, (await _pipeline.LookAsync()).Targets);

        Bed.Time.Advance(TimeSpan.FromHours(1));
        await CleanUpAsync(Bed);
        AssertNothingIsLeft(Bed);
    }

    [Fact]
    public async Task A_push_over_an_audience_lets_go_of_its_list()
    {
        await EndAsync(_pipeline, 300);
        var push = _pipeline.Push;
        push.Blob = "audiences/vip/v1/list";
        await Bed.Pushes.UpdateEntityAsync(push, push.ETag, TableUpdateMode.Replace);
        await Bed.Audiences.UpsertEntityAsync(AudienceUseRow.For("vip", "v1", Some.PushId, Bed.Time.Now));
        await Bed.Audiences.UpsertEntityAsync(AudienceUseRow.For("vip", "v1", "another", Bed.Time.Now));
        _pipeline.Rest(Kept);

        await CleanUpAsync(Bed);

        Assert.Equal("another", Assert.Single(Bed.Audiences.FindAll<AudienceUseRow>("")).PushId);
    }

    [Fact]
    public async Task A_parcel_that_comes_after_its_push_was_removed_is_over()
    {
        await EndAsync(_pipeline, 300);
        _pipeline.Rest(Kept);
        await CleanUpAsync(Bed);

        var late = Some.Parcel(100) with { Due = Some.Now };

        Assert.IsType<Claim.Over>(await Bed.Claims.TakeAsync(late, CancellationToken.None));
    }

    private static MemoryPipeline Hasty() => new(("Retry:Delays:0", "00:00:05"));

    /// <summary>Of many, every tenth user dies.</summary>
    private static async Task EndAsync(MemoryPipeline pipeline, int users)
    {
        pipeline.FarSide = (user, _) => user.EndsWith('7') ? PushStatus.Error : PushStatus.Success;
        await pipeline.AcceptAsync(users);
        pipeline.Run(TimeSpan.FromSeconds(users > 1_000 ? 120 : 29));
        Assert.True(pipeline.Push.HasEnded);
    }

    private static Task CleanUpAsync(MemoryBed bed) => bed.Get<CleanUpHandler>().HandleAsync(CancellationToken.None);

    private static void AssertNothingIsLeft(MemoryBed bed)
    {
        Assert.Empty(bed.Pushes.FindAll<StoredKey>(""));
        Assert.Empty(bed.Listing.FindAll<StoredKey>(""));
        Assert.Empty(bed.DeadLetters.FindAll<StoredKey>(""));
        Assert.DoesNotContain(bed.Index.FindAll<StoredKey>(""), row => row.PartitionKey != IndexRow.Stats);
        Assert.Empty(bed.Users.Names);
    }
}
