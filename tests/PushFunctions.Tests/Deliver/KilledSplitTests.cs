using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Processes that die while they halve a refused call, before or after any of their operations.</summary>
public sealed class KilledSplitTests
{
    [Theory]
    [InlineData(16, "resend")]
    [InlineData(120, "resend")]
    [InlineData(16, "hold")]
    public async Task Nobody_is_lost_and_whoever_was_told_twice_is_counted(int users, string onUnknown)
    {
        var uncertain = 0;
        var spoilers = new[] { Some.Users(users)[users - 3], Some.Users(users)[users / 4] };
        // Beginning behind what accepts and feeds the push; the last ones come too late to kill anybody.
        for (var kill = 3; kill < 45; kill += 7)
        {
            using var pipeline = new MemoryPipeline(("Delivery__OnUnknown", onUnknown)) { MakesCalls = true };
            pipeline.Bed.FarSide.Answer = FarSide.SpoiltBy(spoilers);
            await pipeline.AcceptAsync(users);
            pipeline.KillAfter(kill);

            pipeline.Run(TimeSpan.FromMinutes(3));

            var view = await pipeline.LookAsync();
            var told = pipeline.Bed.FarSide.Calls.Where(call => !call.Any(spoilers.Contains)).SelectMany(call => call)
                .GroupBy(user => user).ToList();
            uncertain += view.PossiblyTwice + view.Counts.Unknown;
            var what = $"{onUnknown}, killed at {kill}: {view.State} {view.Counts}, {view.PossiblyTwice} possibly twice";
            Assert.True(view.State == PushState.Finished, what);
            Assert.True(view.PossiblyTwice >= told.Count(calls => calls.Count() > 1), what);
            if (onUnknown == "hold")
            {
                Assert.True(told.All(calls => calls.Count() == 1) && view.PossiblyTwice == 0, what);
                Assert.True(view.Counts.Accepted + view.Counts.Failed + view.Counts.Unknown == users, what);
            }
            else
            {
                Assert.True((view.Counts.Accepted, view.Counts.Failed) == (users - 2, 2), what);
                Assert.True(told.Count == users - 2, what);
            }
        }

        Assert.True(uncertain > 0, "Nobody died in a call.");
    }
}
