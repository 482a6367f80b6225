using AgoraChat.Push;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Replay;

/// <summary>Replays that are asked for again, since their answer was lost.</summary>
public sealed class RepeatedReplayTests : IDisposable
{
    private static readonly ReplayRequest First = ReplayRequest.OfDead with { Round = 1 };

    private readonly MemoryPipeline _pipeline = new(("Retry:Delays:0", "00:00:05"));

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public async Task A_repeat_for_the_same_round_is_told_the_same_while_it_runs_and_when_all_died_again()
    {
        await LetDieAsync();
        Assert.Equal(new ReplayResult.Found(60, 1), await ReplayAsync(First));

        Assert.Equal(new ReplayResult.Found(60, 1), await ReplayAsync(First));
        _pipeline.Run(TimeSpan.FromMinutes(2));
        Assert.Equal((60, 1), ((await _pipeline.LookAsync()).Counts.Dead, (await _pipeline.LookAsync()).Round));
        var calls = _pipeline.Told.Values.Sum();

        Assert.Equal(new ReplayResult.Found(60, 1), await ReplayAsync(First));
        _pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal((calls, 1), (_pipeline.Told.Values.Sum(), _pipeline.Push.Round));
    }

    [Fact]
    public async Task One_for_a_round_that_is_not_the_next_is_refused()
    {
        await LetDieAsync();
        await RefusedAsync(First with { Round = 2 });
        Assert.Equal(0, _pipeline.Push.Round);
        await ReplayAsync(First);
        _pipeline.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(new ReplayResult.Found(60, 2), await ReplayAsync(First with { Round = 2 }));

        var detail = await RefusedAsync(First);

        Assert.Equal(
            $"Push '{Some.PushId}' is at round 2. The next replay begins round 3, and this one is to begin 1. Nothing "
            + $"was changed. Look at GET /api/pushes/{Some.PushId}, and decide anew.",
            detail);
    }

    [Fact]
    public async Task One_of_others_for_the_same_round_is_no_repeat()
    {
        await LetDieAsync();
        await ReplayAsync(First);

        var detail = await RefusedAsync(new(new ReplayFilter { Ends = [ReplayEnd.Unknown] }, Round: 1));

        Assert.Contains("is at round 1, which another replay began.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_heeds_no_round()
    {
        await LetDieAsync();

        Assert.Equal(new ReplayResult.Found(60, null), await ReplayAsync(First with { Round = 7 }, onlyCount: true));
    }

    private async Task LetDieAsync()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(60);
        _pipeline.Run(TimeSpan.FromMinutes(1));
        var ended = await _pipeline.LookAsync();
        Assert.Equal((60, null), (ended.Counts.Dead, ended.Round));
    }

    private async Task<string> RefusedAsync(ReplayRequest request)
    {
        var problem = Assert.IsType<ReplayResult.Refused>(await ReplayAsync(request)).Problem;
        Assert.Equal((409, "wrong_round"), (problem.Status, problem.Code));
        return problem.Detail;
    }

    private async Task<ReplayResult> ReplayAsync(ReplayRequest request, bool onlyCount = false) =>
        await _pipeline.Bed.Time.RunAsync(_pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, request, onlyCount, CancellationToken.None));
}
