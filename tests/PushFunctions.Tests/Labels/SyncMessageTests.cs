using PushFunctions.Labels;

namespace PushFunctions.Tests.Labels;

/// <summary>Messages that come again, or late.</summary>
public sealed class SyncMessageTests
{
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
}
