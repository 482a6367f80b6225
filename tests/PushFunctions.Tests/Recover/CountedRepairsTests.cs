using System.Net;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary><c>push.repairs</c>, by what was lost.</summary>
public sealed class CountedRepairsTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new(("Retry:Delays:0", "00:00:05")) { MakesCalls = true };
    private readonly MeterEar _ear;

    public CountedRepairsTests() => _ear = new(_pipeline.Bed);

    private MemoryBed Bed => _pipeline.Bed;

    public void Dispose()
    {
        _ear.Dispose();
        _pipeline.Dispose();
    }

    [Fact]
    public async Task The_first_message_of_a_push_to_few()
    {
        await LoseAsync(Bed.Delivery, () => _pipeline.AcceptAsync(1));

        AssertRepaired("kind=first_message: 1");
        Assert.Single((await _pipeline.LookAsync()).Timeline, entry => entry.What == "put again");
    }

    [Fact]
    public async Task A_step()
    {
        await LoseAsync(Bed.Dispatch, () => _pipeline.AcceptAsync(250));

        AssertRepaired("kind=step: 1");
        Assert.Single((await _pipeline.LookAsync()).Timeline, entry => entry.What == "put again");
    }

    [Fact]
    public async Task Each_parcel()
    {
        await _pipeline.AcceptAsync(2_000);
        var (put, lost) = (Bed.Delivery.After!, 0);
        Bed.Delivery.After = parcel =>
        {
            if (lost++ >= 2) put(parcel);
        };

        AssertRepaired("kind=parcel: 2");
    }

    [Fact]
    public async Task A_claim_whose_holder_is_gone()
    {
        await LoseAsync(Bed.Delivery, () => _pipeline.AcceptAsync(1));
        // Taken, and never seen again.
        Assert.True(QueueText.TryReadParcel(Bed.Delivery.Puts[0].Text, out var parcel, out _));
        using var held = await Bed.HoldAsync(parcel);

        AssertRepaired("kind=claim: 1");
    }

    [Fact]
    public async Task The_step_for_those_who_are_due()
    {
        var calls = 0;
        Bed.FarSide.Answer = _ => calls++ == 0 ? new(HttpStatusCode.BadGateway) : null;
        await _pipeline.AcceptAsync(1);
        var (put, isLost) = (Bed.Dispatch.After!, false);
        Bed.Dispatch.After = step =>
        {
            var loses = !isLost && step.Text.Contains("\"kind\":\"retry\"", StringComparison.Ordinal);
            if (loses) isLost = true;
            else put(step);
        };

        AssertRepaired("kind=retry_step: 1");
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task What_a_step_finds_undone_when_it_comes_again()
    {
        await _pipeline.AcceptAsync(2_000);
        var first = BinaryData.FromString(Bed.Dispatch.Puts[^1].Text);
        Bed.Delivery.After = Bed.Dispatch.After = _ => { };
        await Bed.Get<DispatchHandler>().HandleAsync("m", first, CancellationToken.None);
        Assert.Empty(_ear.Of("push.repairs"));
        Bed.Time.Advance(TimeSpan.FromSeconds(15));

        await Bed.Get<DispatchHandler>().HandleAsync("m", first, CancellationToken.None);

        Assert.Contains(_ear.Of("push.repairs"), count => count.StartsWith("kind=parcel: ", StringComparison.Ordinal));
        Assert.Contains("kind=step: 1", _ear.Of("push.repairs"));
    }

    private static async Task LoseAsync(MemoryQueue queue, Func<Task> putting)
    {
        var put = queue.After;
        queue.After = _ => { };
        await putting();
        queue.After = put;
    }

    /// <summary>So much was put again, and the push has come to its end by it.</summary>
    private void AssertRepaired(params string[] series)
    {
        _pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(series, _ear.Of("push.repairs"));
        Assert.True(_pipeline.Push.HasEnded);
    }
}
