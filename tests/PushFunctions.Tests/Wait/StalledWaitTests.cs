using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Wait;

/// <summary>Waiting senders whose call is refused for what only people can mend.</summary>
public sealed class StalledWaitTests
{
    [Theory]
    [InlineData("resend", 2, 1)]
    [InlineData("hold", 1, 0)]
    public async Task Whoever_may_have_been_told_by_the_call_that_stalls_is_counted(
        string onUnknown, int calls, int possiblyTwice)
    {
        using var pipeline = new MemoryPipeline(
            ("Outcomes__Rules__0__HttpStatus", "503"), ("Outcomes__Rules__0__Becomes", "stalled"),
            ("Delivery__OnUnknown", onUnknown))
        {
            MakesCalls = true,
        };
        var told = await StallAsync(pipeline, () => FarSide.Refusal(503, "gateway", "down"));
        Assert.Contains("stalled until it is resumed", Assert.Single(told.Warnings), StringComparison.Ordinal);

        await pipeline.DoAsync(ControlAction.Resume);
        pipeline.Run(TimeSpan.FromMinutes(3));

        var end = await pipeline.LookAsync();
        Assert.Equal((PushState.Finished, calls, possiblyTwice), (end.State, end.Calls, end.PossiblyTwice));
        Assert.Equal((calls - 1, 2 - calls), (end.Counts.Accepted, end.Counts.Unknown));
        Assert.Equal(calls, pipeline.Bed.FarSide.Calls.Count);
    }

    [Fact]
    public async Task Who_surely_was_not_told_is_called_as_ever()
    {
        using var pipeline = new MemoryPipeline(("Delivery__OnUnknown", "hold")) { MakesCalls = true };
        // It is handed on, and the ordinary call is refused as well.
        await StallAsync(pipeline, () => FarSide.Refusal(403, "ServiceNotOpenException", "No."), calls: 2);

        await pipeline.DoAsync(ControlAction.Resume);
        pipeline.Run(TimeSpan.FromMinutes(1));

        var end = await pipeline.LookAsync();
        Assert.Equal(
            (PushState.Finished, 1, 0, 3), (end.State, end.Counts.Accepted, end.PossiblyTwice, end.Calls));
    }

    /// <returns>What the sender was told; the far side is mended when the push is stalled.</returns>
    private static async Task<Acceptance.Accepted> StallAsync(
        MemoryPipeline pipeline, Func<HttpResponseMessage> refuse, int calls = 1)
    {
        pipeline.Bed.FarSide.Answer = _ => refuse();
        Acceptance? told = null;
        Assert.True(pipeline.LetDie(async () => told = await AwaitAsync(pipeline.Bed)));
        pipeline.Run(TimeSpan.FromSeconds(30));
        var stalled = await pipeline.LookAsync();
        Assert.Equal((PushState.Stalled, calls), (stalled.State, stalled.Calls));
        pipeline.Bed.FarSide.Answer = _ => null;
        return Assert.IsType<Acceptance.Accepted>(told);
    }

    private static async Task<Acceptance> AwaitAsync(MemoryBed bed)
    {
        var key = new BudgetKey(Some.App, BudgetNames.PushSync);
        var slot = (await bed.Slots.BookAsync(key, TimeSpan.FromSeconds(5), CancellationToken.None)).Slot!.Value;
        var push = Some.Draft;
        using var held = (await bed.Awaited.MakeAsync(push, slot.At, CancellationToken.None))!;
        return await bed.AwaitedCall.MakeAsync(push, held, slot);
    }
}
