using System.Net;
using PushFunctions.ManyPreferences;
using PushFunctions.Tests.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

/// <summary>Calls that fail for a while, come too fast, or take too long.</summary>
public sealed class LateCallTests : IDisposable
{
    private readonly PreferenceBed _bed = new(("Retry__Jitter", "0"));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void What_fails_for_a_while_is_tried_again_by_the_schedule_and_nothing_else_is()
    {
        var failing = 2;
        _bed.FarSide.Answer = (call, _) => call == "language ada" && failing-- > 0
            ? new(HttpStatusCode.BadGateway)
            : null;
        var begun = _bed.Time.Now;

        var id = _bed.Set("""{"user":"ada","mode":"none","language":"de"}""", """{"user":"bob","mode":"none"}""");

        Assert.Equal(
            ["language ada", "language ada", "language ada", "notification ada", "notification bob"], _bed.FarSide.Calls.Order());
        Assert.Equal(new JobCounts(0, 2, 0, 0, 0), _bed.View(id).Counts);
        Assert.InRange(_bed.Time.Now - begun, TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(170));
    }

    [Fact]
    public void What_fails_for_good_is_given_up_when_the_schedule_has_ended()
    {
        _bed.FarSide.Answer = (_, users) => users.Contains("ada") ? new(HttpStatusCode.BadGateway) : null;

        var id = _bed.Set("""{"user":"ada","mode":"none"}""", """{"user":"bob","mode":"none"}""");

        Assert.Equal(6, _bed.FarSide.Calls.Count(call => call == "notification ada"));
        Assert.Contains("Given up", Assert.Single(_bed.Failures(id)).Reason, StringComparison.Ordinal);
        Assert.Equal(("finished", 2, new JobCounts(0, 1, 0, 1, 0)), Of(id));
    }

    [Fact]
    public void A_far_side_that_is_down_is_waited_for_without_trying_everybody()
    {
        var down = true;
        _bed.FarSide.Answer = (_, _) => down ? new(HttpStatusCode.ServiceUnavailable) : null;
        var id = "";
        _bed.Run(async () =>
        {
            id = await _bed.BeginAsync(PreferenceBed.Lines(400, "\"mode\":\"none\""));
            for (var step = 0; step < 4 && _bed.TryTake(out var put, out var due); step++)
            {
                if (due > _bed.Time.Now) await Task.Delay(due - _bed.Time.Now, _bed.Time, CancellationToken.None);
                await _bed.HandleAsync(put);
            }
        });
        Assert.InRange(_bed.FarSide.Calls.Count, 20, 4 * 64);
        Assert.NotNull(_bed.View(id).Reason);
        down = false;

        _bed.Run(_bed.DrainAsync);

        Assert.Equal(new JobCounts(0, 400, 0, 0, 0), _bed.View(id).Counts);
    }

    [Fact]
    public void Refused_credentials_make_nobody_fail()
    {
        var refused = 3;
        _bed.FarSide.Answer = (_, _) => refused-- > 0
            ? FarSide.Refusal(401, "unauthorized", "Unable to authenticate (OAuth)")
            : null;

        var id = _bed.Set(PreferenceBed.Lines(3, "\"language\":\"de\""));

        Assert.Equal(new JobCounts(0, 3, 0, 0, 0), _bed.View(id).Counts);
    }

    [Fact]
    public void A_call_that_came_too_fast_is_made_again_at_once()
    {
        var throttled = 1;
        _bed.FarSide.Answer = (_, _) => throttled-- > 0
            ? FarSide.Refusal(429, "reach_limit", "This request has reached api limit")
            : null;
        var begun = _bed.Time.Now;

        var id = _bed.Set(PreferenceBed.Lines(50, "\"language\":\"de\""));

        Assert.Equal(51, _bed.FarSide.Calls.Count);
        Assert.Equal(new JobCounts(0, 50, 0, 0, 0), _bed.View(id).Counts);
        Assert.True(_bed.Time.Now - begun < TimeSpan.FromSeconds(20), $"{_bed.Time.Now - begun}");
    }

    [Fact]
    public void A_call_that_outlasts_every_step_is_given_up_like_any_other()
    {
        using var bed = new PreferenceBed(
            ("Preferences__StepTime", "00:00:02"), ("Preferences__LeaseTime", "00:00:10"), ("Retry__Jitter", "0"),
            ("Retry__Delays__0", "00:00:30"), ("Retry__Delays__1", "00:00:30"));
        bed.FarSide.Takes = TimeSpan.FromSeconds(3);
        bed.FarSide.Answer = (_, users) => users.Contains("bad") ? new(HttpStatusCode.BadGateway) : null;

        var id = bed.Set("""{"user":"ada","mode":"none"}""", """{"user":"bad","mode":"none"}""");

        Assert.Equal(("finished", new JobCounts(0, 1, 0, 1, 0)), (bed.View(id).State, bed.View(id).Counts));
        Assert.Equal(1, bed.FarSide.Calls.Count(call => call == "notification ada"));
        // The first, and one for each wait of the schedule.
        Assert.Equal(3, bed.FarSide.Calls.Count(call => call == "notification bad"));
    }

    private (string State, int Lines, JobCounts Counts) Of(string id)
    {
        var view = _bed.View(id);
        return (view.State, view.Lines, view.Counts);
    }
}
