using AgoraChat.Push;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class PauseEndTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new();

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public async Task Who_became_due_meanwhile_is_tried_at_once()
    {
        _pipeline.FarSide = (_, before) => before == 0 ? PushStatus.Error : PushStatus.Success;
        await _pipeline.AcceptAsync(1_000);
        _pipeline.Run(TimeSpan.FromSeconds(20));
        _pipeline.Ask(ControlAction.Pause);
        // The watchdog looks at each quarter of a minute, and has just looked.
        _pipeline.Run(TimeSpan.FromSeconds(101));

        _pipeline.Ask(ControlAction.Resume);
        _pipeline.Run(TimeSpan.FromSeconds(10));

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 1_000, 20), (end.State, end.Counts.Accepted, end.Calls));
    }

    [Theory]
    [InlineData(ControlAction.Pause)]
    [InlineData(ControlAction.Cancel)]
    public async Task Who_holds_it_right_after_keeps_its_name(ControlAction next)
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = new MemoryPipeline();
            await pipeline.AcceptAsync(1_000);
            pipeline.Ask(ControlAction.Pause);
            pipeline.InterruptAt(operation, () => pipeline.DoAsync(next));

            pipeline.Ask(ControlAction.Resume);
            if (pipeline.IsToBeInterrupted) break;

            var isHeld = pipeline.Push is { State: PushState.Paused } or { CancelledAt: not null };
            var name = pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId);
            Assert.True(isHeld == name is not null, $"After operation {operation} it is {pipeline.Push.State}.");
        }
    }
}
