using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Calls that may have been taken, although nobody knows.</summary>
public sealed class UnknownCallTests : IDisposable
{
    private MemoryPipeline _pipeline = new() { MakesCalls = true };

    private FarSide FarSide => _pipeline.Bed.FarSide;

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public async Task A_resend_is_the_same_message_with_the_same_collapse_keys()
    {
        var keys = """{"agora":{"id":17},"apns":{"collapseId":"order-17"},"fcm":{"notification":{"tag":"order-17"}}}""";
        var message = Some.Json($$"""{"title":"Order 17","content":"It is on its way.",{{keys[1..]}}""");
        Fail(times: 2);
        await _pipeline.AcceptAsync(3, push => push.Groups = Some.Bytes(Some.Layout([3], _ => message).Groups));

        _pipeline.Run(TimeSpan.FromMinutes(4));

        var view = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 3), (view.State, view.Counts.Accepted, view.PossiblyTwice));
        Assert.Equal(3, FarSide.Messages.Count);
        Assert.Single(FarSide.Messages.Distinct());
        Assert.True(JsonElement.DeepEquals(Some.Json(FarSide.Messages[0]), message), FarSide.Messages[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Held_users_are_called_once_and_stay_unknown(int users)
    {
        Hold();
        Fail(times: 1);
        await _pipeline.AcceptAsync(users);

        _pipeline.Run(TimeSpan.FromMinutes(2));

        var view = await _pipeline.LookAsync();
        var unknown = Math.Min(users, 100);
        Assert.Equal((PushState.Finished, unknown), (view.State, view.Counts.Unknown));
        Assert.Equal((users - unknown, 0), (view.Counts.Accepted, view.PossiblyTwice));
        var told = FarSide.Calls.SelectMany(call => call).ToList();
        Assert.Equal((users, users), (told.Count, told.Distinct().Count()));
    }

    [Fact]
    public async Task So_are_those_whose_process_died_in_their_call()
    {
        Hold();
        await _pipeline.AcceptAsync(3);
        FarSide.Answer = _ => throw new InvalidOperationException("killed");
        Assert.Throws<InvalidOperationException>(() => _pipeline.Run(TimeSpan.FromSeconds(10)));
        var called = FarSide.Calls.Count;
        FarSide.Answer = _ => null;

        _pipeline.Run(TimeSpan.FromMinutes(3));

        var view = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 0), (view.State, view.Counts.Unknown, view.PossiblyTwice));
        Assert.Equal(called, FarSide.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_surely_did_not_leave_is_made_again_all_the_same()
    {
        Hold();
        var calls = 0;
        FarSide.Answer = _ => ++calls == 1 ? FarSide.Refusal(408, "timeout", "Send again.") : null;
        await _pipeline.AcceptAsync(3);

        _pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(3, (await _pipeline.LookAsync()).Counts.Accepted);
    }

    private void Hold()
    {
        _pipeline.Dispose();
        _pipeline = new(("Delivery__OnUnknown", "hold")) { MakesCalls = true };
    }

    private void Fail(int times)
    {
        var calls = 0;
        FarSide.Answer = _ => ++calls <= times ? FarSide.Refusal(503, "gateway", "down") : null;
    }
}
