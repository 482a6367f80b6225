using PushFunctions.Notices;
using PushFunctions.Problems;
using PushFunctions.Replay;

namespace PushFunctions.Tests.Tasks;

/// <summary>What is told of pushes to labels and to everyone, and of the rounds that are asked for.</summary>
public sealed class TaskNoticeTests : IDisposable
{
    private readonly TaskRun _run = new(Ops.Settings());

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_callbacks_are_told_is_as_the_description_says()
    {
        await LoseAsync();
        _run.FarSide.Answer = _ => null;
        await _run.ReplayAsync();
        _run.Run(TimeSpan.FromMinutes(2));

        var notices = Ops.Notices(_run.Bed);

        Assert.Equal([NoticeEvents.Stalled, NoticeEvents.Finished], notices.Select(notice => notice.Event));
        await Ops.AssertDescribedAsync(notices);
        var data = Some.Json(notices[1].Body).GetProperty("data");
        Assert.Equal(
            ["unknown", "accepted"],
            data.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_repeated_request_begins_no_second_round()
    {
        var first = ReplayRequest.OfDead with { Round = 1 };
        await LoseAsync();

        Assert.Equal(new ReplayResult.Found(null, 1), await _run.ReplayAsync(request: first));
        Assert.Equal(new ReplayResult.Found(null, 1), await _run.ReplayAsync(request: first));
        _run.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(new ReplayResult.Found(null, 1), await _run.ReplayAsync(request: first));
        var refused = Assert.IsType<ReplayResult.Refused>(
            await _run.ReplayAsync(request: first with { Round = 3 }));

        Assert.Equal(ProblemCodes.WrongRound, refused.Problem.Code);
        Assert.Equal((2, 1), (_run.FarSide.Calls.Count, _run.Push().Round));
    }

    private async Task LoseAsync()
    {
        _run.FarSide.Answer = _ => FarSide.Refusal(503, "unavailable", "down");
        await _run.PostAsync();
        _run.Run(TimeSpan.FromMinutes(2));
    }
}
