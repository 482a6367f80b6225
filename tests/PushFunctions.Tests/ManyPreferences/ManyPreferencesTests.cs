using System.Net;
using PushFunctions.ManyPreferences;
using PushFunctions.Preferences;
using PushFunctions.Tests.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

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

    private (string State, int Lines, JobCounts Counts) Of(string id)
    {
        var view = _bed.View(id);
        return (view.State, view.Lines, view.Counts);
    }
}
