using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What is set about one user, with one request.</summary>
public sealed class PreferenceTests(App app) : IClassFixture<App>
{
    private const string Display = "PUT users/{user}";
    private const string Notifying = "PUT users/{user}/notification/{chattype}/{key}";
    private const string Language = "PUT users/{user}/notification/language";

    private readonly string _user = Some.Id("user");

    [Theory]
    [InlineData("displayName", "\"Ada\"", "Ada")]
    [InlineData("displayStyle", "\"content\"", "content")]
    [InlineData("displayStyle", "\"summary\"", "summary")]
    [InlineData("mode", "\"all\"", "all")]
    [InlineData("mode", "\"mentions\"", "mentions")]
    [InlineData("mode", "\"none\"", "none")]
    [InlineData("quietHours", "\"22:00-07:00\"", "22:00-07:00")]
    [InlineData("language", "\"de\"", "de")]
    public async Task Each_field_is_set_by_one_call_and_shown_again(string field, string json, string shown)
    {
        var before = Calls();

        var applied = await app.Host.DoneAsync("PUT", Path(), $$"""{"{{field}}":{{json}}}""");

        Assert.Equal($$"""{"{{field}}":"applied"}""", applied.GetProperty("fields").GetRawText());
        Assert.Equal(before + 1, Calls());
        Assert.Equal(shown, (await app.Host.DoneAsync("GET", Path())).Text(field));
    }

    [Fact]
    public async Task All_fields_take_three_calls()
    {
        var before = Calls();

        var applied = await app.Host.DoneAsync(
            "PUT", Path(),
            """
            {"displayName":"Ada","displayStyle":"content","mode":"mentions","quietHours":"22:00-07:00","muteFor":"PT4H",
             "language":"de"}
            """);

        Assert.Equal(before + 3, Calls());
        var until = applied.GetProperty("mutedUntil").GetDateTimeOffset();
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(3.9), TimeSpan.FromHours(4.1));
        var now = await app.Host.DoneAsync("GET", Path());
        Assert.Equal(until, now.GetProperty("mutedUntil").GetDateTimeOffset());
        Assert.Equal(
            (_user, "Ada", "content", "mentions", "22:00-07:00", "de"),
            (now.Text("user"), now.Text("displayName"), now.Text("displayStyle"), now.Text("mode"),
                now.Text("quietHours"), now.Text("language")));
    }

    [Fact]
    public async Task What_was_set_can_be_ended_and_what_is_left_out_stays()
    {
        await app.Host.DoneAsync(
            "PUT", Path(), """{"mode":"none","quietHours":"22:00-07:00","muteFor":"PT4H","language":"de"}""");

        await app.Host.DoneAsync("PUT", Path(), """{"quietHours":null,"muteFor":null,"language":""}""");

        var now = await app.Host.DoneAsync("GET", Path());
        Assert.Equal(
            ("none", null, null, ""),
            (now.Text("mode"), now.Text("quietHours"), now.Text("mutedUntil"), now.Text("language")));
    }

    [Theory]
    [InlineData("user/bob", "mentions")]
    [InlineData("group/66016467025921", "none")]
    [InlineData("group/66016467025921", "default")]
    public async Task A_conversation_has_a_mode_and_muting_of_its_own(string conversation, string mode)
    {
        var path = $"users/{_user}/conversations/{conversation}";
        var before = Calls();

        var applied = await app.Host.DoneAsync("PUT", path, $$"""{"mode":"{{mode}}","muteFor":"PT1H"}""");

        Assert.Equal(before + 1, Calls());
        Assert.Equal(conversation, $"{applied.Text("conversation", "type")}/{applied.Text("conversation", "id")}");
        var now = await app.Host.DoneAsync("GET", path);
        Assert.Equal(
            (mode, applied.Text("mutedUntil")), (now.Text("mode"), now.Text("mutedUntil")));
        Assert.Null((await app.Host.DoneAsync("GET", Path())).Text("mode"));
    }

    [Fact]
    public async Task An_error_that_passes_is_met_with_another_try()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Language, Status = 503, Count = 1 });
        var before = Calls();

        await app.Host.DoneAsync("PUT", Path(), """{"language":"fr"}""");

        Assert.Equal(before + 2, Calls());
    }

    [Fact]
    public async Task A_call_that_came_too_fast_is_made_again_within_the_request()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Notifying, Status = 429, Count = 1 });

        var applied = await app.Host.DoneAsync("PUT", Path(), """{"displayName":"Ada","mode":"all","language":"it"}""");

        Assert.Equal(
            """{"displayName":"applied","mode":"applied","language":"applied"}""",
            applied.GetProperty("fields").GetRawText());
    }

    [Fact]
    public async Task What_was_set_is_told_beside_what_was_not_and_can_be_sent_again()
    {
        var fault = app.Simulator.Faults.Add(new()
        {
            Endpoint = Notifying, Status = 400, Error = "illegal_argument", Description = "parameters is invalid : type",
        });

        var (status, problem) = await app.Host.AskAsync(
            "PUT", Path(), """{"displayName":"Ada","mode":"none","muteFor":"PT1H","language":"de"}""");

        Assert.Equal((502, "push_service_refused"), (status, problem.Text("code")));
        Assert.Equal(
            """{"displayName":"applied","mode":"failed","muteFor":"failed","language":"applied"}""",
            problem.GetProperty("fields").GetRawText());
        Assert.Equal("""{"mode":"none","muteFor":"PT1H"}""", problem.GetProperty("sendAgain").GetRawText());
        Assert.Contains("parameters is invalid : type", problem.GetProperty("errors").GetRawText(), StringComparison.Ordinal);
        app.Simulator.Faults.Remove(fault);
        await app.Host.DoneAsync("PUT", Path(), problem.GetProperty("sendAgain").GetRawText());
        Assert.Equal("none", (await app.Host.DoneAsync("GET", Path())).Text("mode"));
    }

    [Fact]
    public async Task An_unknown_user_is_told_after_the_first_call()
    {
        app.Simulator.Switches = app.Simulator.Switches with { OnlyRegisteredUsers = true };
        try
        {
            var before = Calls();

            var (status, problem) = await app.Host.AskAsync("PUT", Path(), """{"displayName":"Ada","mode":"none"}""");

            Assert.Equal((404, "unknown_user"), (status, problem.Text("code")));
            Assert.Equal(before + 1, Calls());
            Assert.Equal((404, "unknown_user"), Of(await app.Host.AskAsync("GET", Path())));
            Assert.Equal(
                (404, "unknown_user"), Of(await app.Host.AskAsync("GET", $"users/{_user}/conversations/user/bob")));
        }
        finally
        {
            app.Simulator.Switches = app.Simulator.Switches with { OnlyRegisteredUsers = false };
        }
    }

    [Fact]
    public async Task Features_that_are_not_enabled_are_named_and_the_rest_works()
    {
        app.Simulator.Switches = app.Simulator.Switches with { AdvancedPushOpen = false };
        try
        {
            var (status, problem) = await app.Host.AskAsync("PUT", Path(), """{"displayName":"Ada","mode":"none"}""");

            Assert.Equal((502, "feature_not_enabled"), (status, problem.Text("code")));
            Assert.Equal("""{"mode":"none"}""", problem.GetProperty("sendAgain").GetRawText());
            var shown = await app.Host.DoneAsync("GET", Path());
            Assert.Equal(("Ada", null), (shown.Text("displayName"), shown.Text("mode")));
            Assert.Single(shown.GetProperty("warnings").EnumerateArray());
        }
        finally
        {
            app.Simulator.Switches = app.Simulator.Switches with { AdvancedPushOpen = true };
        }
    }

    private static (int Status, string? Code) Of((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.Text("code"));

    private string Path() => $"users/{_user}/notifications";

    private long Calls() => app.Simulator.Stats.Calls
        .Where(call => call.Key is Display or Notifying or Language or "PUT push/nickname")
        .Sum(call => call.Value.Total);
}
