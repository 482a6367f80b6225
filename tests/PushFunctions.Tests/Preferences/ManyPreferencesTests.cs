using System.Net;
using PushFunctions.Preferences;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Preferences;

/// <summary>The preferences of many: each set with the fewest calls, whatever goes wrong on the way.</summary>
public sealed class ManyPreferencesTests : IDisposable
{
    private readonly PreferenceBed _bed = new(("Retry__Jitter", "0"));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void Each_line_is_set_with_its_calls_and_no_other()
    {
        var id = _bed.Set(
            """{"user":"ada","displayName":"Ada","displayStyle":"content","mode":"all","muteFor":"PT1H","language":"de"}""",
            """{"user":"bob","quietHours":null}""",
            "",
            """{"user":"cid","language":""}""");

        Assert.Equal(
            ["display ada", "language ada", "language cid", "notification ada", "notification bob"], _bed.FarSide.Calls.Order());
        Assert.Equal(("finished", 3, new JobCounts(0, 3, 0, 0, 0)), Of(id));
        Assert.Empty(_bed.Failures(id));
        Assert.Empty(_bed.Lists.Names);
    }

    [Fact]
    public void Many_parts_are_gone_through_in_several_steps()
    {
        using var bed = new PreferenceBed(("Preferences__StepTime", "00:00:02"), ("Preferences__LeaseTime", "00:00:10"));

        var id = bed.Set(PreferenceBed.Lines(620, "\"mode\":\"none\""));

        Assert.Equal(620, bed.FarSide.Calls.Distinct().Count());
        Assert.Equal(620, bed.FarSide.Calls.Count);
        Assert.Equal(new JobCounts(0, 620, 0, 0, 0), bed.View(id).Counts);
        Assert.True(bed.Steps.Puts.Count > 2, $"{bed.Steps.Puts.Count} messages");
    }

    [Fact]
    public void Lines_that_are_wrong_are_told_with_their_numbers_and_the_others_are_set()
    {
        var id = _bed.Set(
            """{"user":"ada","mode":"none"}""",
            "{\"user\":",
            """{"user":"Ada","mode":"none"}""",
            """{"user":"bob","mode":"default"}""",
            """{"user":"ada","language":"de"}""",
            """{"user":"cid","muteFor":"P8D","color":"red"}""",
            $$"""{"user":"dan","displayName":"{{new string('x', 5_000)}}"}""");

        Assert.Equal(["notification ada"], _bed.FarSide.Calls);
        Assert.Equal(new JobCounts(0, 1, 0, 0, 6), _bed.View(id).Counts);
        var failures = _bed.Failures(id);
        Assert.Equal([2, 3, 4, 5, 6, 7], failures.Select(failure => failure.Line));
        Assert.Equal([null, null, "bob", "ada", "cid", null], failures.Select(failure => failure.User));
        Assert.Contains("on line 1 already", failures[3].Reason, StringComparison.Ordinal);
        Assert.Contains("/color is not known", failures[4].Reason, StringComparison.Ordinal);
        Assert.Contains("/muteFor", failures[4].Reason, StringComparison.Ordinal);
        Assert.Contains("more than 4,096 bytes", failures[5].Reason, StringComparison.Ordinal);
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

    [Fact]
    public void Who_does_not_exist_fails_after_one_call()
    {
        _bed.FarSide.Answer = (_, users) => users.Contains("nobody") ? PreferenceFarSide.UnknownUser : null;

        var id = _bed.Set(
            """{"user":"nobody","displayName":"N","mode":"none","language":"de"}""", """{"user":"ada","mode":"none"}""");

        Assert.Equal(["display nobody", "notification ada"], _bed.FarSide.Calls.Order());
        var failure = Assert.Single(_bed.Failures(id));
        Assert.Equal((1, "nobody"), (failure.Line, failure.User));
        Assert.Equal(["displayName", "mode", "language"], failure.Fields);
        Assert.Equal(new JobCounts(0, 1, 0, 1, 0), _bed.View(id).Counts);
    }

    [Fact]
    public void A_field_that_is_refused_does_not_keep_the_others()
    {
        _bed.FarSide.Answer = (call, _) => call.StartsWith("notification", StringComparison.Ordinal)
            ? FarSide.Refusal(403, "service_not_open", "push service not open")
            : null;

        var id = _bed.Set("""{"user":"ada","displayName":"Ada","mode":"none","language":"de"}""");

        Assert.Equal(3, _bed.FarSide.Calls.Count);
        var failure = Assert.Single(_bed.Failures(id));
        Assert.Equal(["mode"], failure.Fields);
        Assert.Contains("advanced push features", failure.Reason, StringComparison.Ordinal);
    }

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
    public void Muting_counts_from_when_the_lines_came()
    {
        var failing = 1;
        _bed.FarSide.Answer = (_, _) => failing-- > 0 ? new(HttpStatusCode.BadGateway) : null;

        _bed.Set("""{"user":"ada","muteFor":"PT1H"}""");

        Assert.Equal(2, _bed.FarSide.Mutings.Count);
        Assert.InRange(_bed.FarSide.Mutings[1], 3_500_000, 3_571_000);
    }

    [Fact]
    public void Muting_that_would_be_over_by_now_is_ended()
    {
        var failing = 1;
        _bed.FarSide.Answer = (_, _) => failing-- > 0 ? new(HttpStatusCode.BadGateway) : null;

        _bed.Set("""{"user":"ada","muteFor":"PT10S"}""");

        Assert.Equal(0, _bed.FarSide.Mutings[1]);
    }

    [Fact]
    public void Names_alone_are_set_fifty_at_a_time_where_that_is_enabled()
    {
        using var bed = new PreferenceBed(("Agora__Apps__default__EasemobEndpoints", "true"));

        var id = bed.Set(
            [.. PreferenceBed.Lines(120, "\"displayName\":\"Name\""), """{"user":"ada","displayName":"A","displayStyle":"content"}""",
                """{"user":"bob","displayName":"B","mode":"none"}"""]);

        Assert.Equal(
            ["display ada", "nickname 21", "nickname 50", "nickname 50", "notification bob"], bed.FarSide.Calls.Order());
        Assert.Equal(new JobCounts(0, 122, 0, 0, 0), bed.View(id).Counts);
    }

    [Fact]
    public void Who_spoils_the_fifty_is_found_and_fails_alone()
    {
        using var bed = new PreferenceBed(("Agora__Apps__default__EasemobEndpoints", "true"));
        bed.FarSide.Answer = (_, users) => users.Contains("u00007") ? PreferenceFarSide.UnknownUser : null;

        var id = bed.Set(PreferenceBed.Lines(50, "\"displayName\":\"Name\""));

        Assert.Equal("u00007", Assert.Single(bed.Failures(id)).User);
        Assert.Equal(new JobCounts(0, 49, 0, 1, 0), bed.View(id).Counts);
        Assert.InRange(bed.FarSide.Calls.Count, 10, 14);
    }

    [Fact]
    public void Who_waits_for_an_answer_goes_before_the_many()
    {
        var waited = TimeSpan.Zero;
        _bed.Run(async () =>
        {
            await _bed.BeginAsync(PreferenceBed.Lines(500, "\"language\":\"de\""));
            var many = _bed.DrainAsync();
            await Task.Delay(TimeSpan.FromSeconds(1), _bed.Time, CancellationToken.None);
            var begun = _bed.Time.Now;
            using var turn = new AwaitedTurn(TimeSpan.FromSeconds(20), _bed.Time);
            var outcome = await _bed.Get<PreferenceWriter>().ApplyAsync(
                new("default", "ada", new AgoraChat.Push.NotificationScope.App()), new() { Language = "fr" }, turn.Way);
            waited = _bed.Time.Now - begun;
            Assert.Null(outcome.Worst);
            await many;
        });

        Assert.True(_bed.FarSide.Calls.IndexOf("language ada") < 200, $"{_bed.FarSide.Calls.IndexOf("language ada")}");
        Assert.True(waited < TimeSpan.FromSeconds(0.2), $"{waited}");
    }

    [Fact]
    public void A_message_that_comes_again_does_nothing()
    {
        _bed.Run(async () =>
        {
            await _bed.BeginAsync(PreferenceBed.Lines(10, "\"language\":\"de\""));
            Assert.True(_bed.TryTake(out var put, out _));
            await _bed.HandleAsync(put);
            await _bed.HandleAsync(put);
        });

        Assert.Equal(10, _bed.FarSide.Calls.Count);
    }

    [Fact]
    public void A_step_that_dies_is_done_by_another_when_its_time_is_over()
    {
        string id = "";
        _bed.Run(async () =>
        {
            id = await _bed.BeginAsync(PreferenceBed.Lines(300, "\"language\":\"de\""));
            Assert.True(_bed.TryTake(out var lost, out _));
            // It has been taken, and whoever took it is dead.
            var job = await _bed.Get<PreferenceJobs>().FindAsync(id, CancellationToken.None);
            job!.Until = _bed.Time.Now + TimeSpan.FromMinutes(1);
            Assert.True(await _bed.Get<PreferenceJobs>().TryWriteAsync(job));
            await _bed.HandleAsync(lost);
            Assert.Empty(_bed.FarSide.Calls);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            Assert.False(_bed.TryTake(out _, out _));

            await Task.Delay(TimeSpan.FromMinutes(2), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            await _bed.DrainAsync();
        });

        Assert.Equal(300, _bed.FarSide.Calls.Count);
        Assert.Equal("finished", _bed.View(id).State);
    }

    [Fact]
    public void What_has_ended_goes_when_its_time_is_over()
    {
        var id = _bed.Set("""{"user":"ada","mode":"none"}""");

        _bed.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromDays(34), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            Assert.NotNull(await _bed.Get<PreferenceJobs>().FindAsync(id, CancellationToken.None));
            await Task.Delay(TimeSpan.FromDays(2), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
        });

        Assert.Empty(_bed.Table.FindAll<PreferencePartRow>(id));
        Assert.Null(_bed.Table.Find<PreferenceJobRow>(id, PreferenceJobRow.Key));
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_set_aside()
    {
        _bed.Run(() => _bed.Get<ApplyHandler>().HandleAsync("m1", BinaryData.FromString("{}"), CancellationToken.None));

        Assert.NotEmpty(_bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.NoApp));
    }

    private (string State, int Lines, JobCounts Counts) Of(string id)
    {
        var view = _bed.View(id);
        return (view.State, view.Lines, view.Counts);
    }
}
