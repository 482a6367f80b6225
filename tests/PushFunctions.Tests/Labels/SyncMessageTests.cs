using Azure;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

/// <summary>Messages that come again, or late.</summary>
public sealed class SyncMessageTests
{
    private static readonly LabelPartition Vip = new("default", "vip");

    /// <summary>Messages of the first steps in the order in which they come: 0 is the planner's.</summary>
    [Theory]
    [InlineData(new[] { 0, 1, 0, 2, 1 }, new[] { true, true, false, true, false })]
    [InlineData(new[] { 0, 0, 1, 2, 1, 3 }, new[] { true, true, false, true, false, true })]
    [InlineData(new[] { 0, 0, 0, 2, 1, 3 }, new[] { true, true, true, false, false, true })]
    public void However_often_steps_come_again_one_chain_goes_on(int[] comes, bool[] goesOn)
    {
        using var bed = new LabelBed(
            ("Labels__StepTime", "00:00:00.5"), ("Budgets__Labels__CallsPerSecond", "40"),
            ("Labels__LeaseTime", "00:00:20"));
        bed.Want("vip", LabelBed.Users(15_000));
        List<bool> went = [];
        bed.Run(async () =>
        {
            await bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None);
            foreach (var message in comes)
            {
                var (calls, puts) = (bed.FarSide.Calls.Count, bed.Changes.Puts.Count);
                await bed.HandleAsync(bed.Changes.Puts[message]);
                went.Add(bed.Changes.Puts.Count > puts);
                Assert.Equal(went[^1], bed.FarSide.Calls.Count > calls);
            }

            await bed.DrainAsync();
        });

        Assert.Equal(goesOn, went);
        Assert.Equal(LabelBed.Users(15_000), bed.FarSide.MembersOf("vip"));
        Assert.Equal(("", 15_000), (bed.Row("vip").RunId, bed.Row("vip").AppliedCount));
    }

    [Fact]
    public void A_sync_that_was_asked_for_and_has_died_is_made_when_its_message_comes_again()
    {
        using var bed = new LabelBed();
        bed.Want("vip", "ada");
        bed.Run(() => bed.Get<LabelBell>().RingAsync(Vip, CancellationToken.None));
        bed.Time.Advance(TimeSpan.FromSeconds(5));
        bed.Applied.Before = _ => throw MemoryTable.Failure(500);
        Assert.ThrowsAny<RequestFailedException>(() => bed.Run(() => bed.HandleAsync(bed.Changes.Puts[0])));
        bed.Applied.Before = null;

        bed.Run(bed.DrainAsync);

        Assert.Equal(["ada"], bed.FarSide.MembersOf("vip"));
        Assert.Equal(["ada"], bed.KnownOf("vip"));
        Assert.Equal("", bed.Row("vip").RunId);
    }

    [Fact]
    public void A_sync_that_was_asked_for_does_not_make_a_label_that_is_gone_by_then()
    {
        using var bed = new LabelBed();
        bed.Want("vip", "ada");
        bed.Sync();
        bed.Put(new() { PartitionKey = "default", RowKey = "vip", IsThere = true, DeletedAt = bed.Time.Now });
        bed.Run(() => bed.Get<LabelBell>().RingAsync(Vip, CancellationToken.None));

        bed.Sync();

        Assert.Empty(bed.FarSide.Labels);
        Assert.Null(bed.Labels.Find<LabelRow>("default", "vip"));
    }
}
