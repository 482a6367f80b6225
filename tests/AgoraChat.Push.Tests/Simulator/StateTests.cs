namespace AgoraChat.Simulator.Tests;

/// <summary>What the far side remembers, by the routes of its control.</summary>
public sealed class StateTests : SimulatorTest
{
    [Fact]
    public async Task A_user_is_set_bit_by_bit()
    {
        await SendAsync(HttpMethod.Put, "simulator/users/ada", """{"online":true,"offlineMessages":3}""");

        var (status, ada) = await SendAsync(
            HttpMethod.Put, "simulator/users/ada", """{"messageStates":{"17":"delivered"},"platform":"APNS"}""");

        Assert.Equal(200, status);
        Assert.Equal(
            """{"user":"ada","online":true,"offlineMessages":3,"messageStates":{"17":"delivered"},"platform":"APNS"}""",
            ada.GetRawText());
    }

    [Theory]
    [InlineData("""{"on":true}""", "on")]
    [InlineData("""{"offlineMessages":-1}""", "offlineMessages is -1")]
    [InlineData("""{"messageStates":{"17":"lost"}}""", "lost")]
    [InlineData("""{"platform":"WINDOWS"}""", "WINDOWS")]
    [InlineData("[]", "cannot be read")]
    public async Task A_user_who_makes_no_sense_is_refused_and_not_registered(string body, string named)
    {
        Simulator.Switches = Simulator.Switches with { OnlyRegisteredUsers = true };

        var (status, answer) = await SendAsync(HttpMethod.Put, "simulator/users/ada", body);
        await CallAsync(HttpMethod.Post, "push/task", """{"pushMessage":{"title":"t","content":"c"}}""");

        Assert.Equal(400, status);
        Assert.Contains(named, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task A_label_is_shown_with_its_members()
    {
        await CallAsync(HttpMethod.Post, "push/label", """{"name":"l","description":"d"}""");
        await CallAsync(HttpMethod.Post, "push/label/l/user", """{"usernames":["cleo","ada"]}""");

        var (_, label) = await SendAsync(HttpMethod.Get, "simulator/labels/L");
        var (unknown, _) = await SendAsync(HttpMethod.Get, "simulator/labels/x");

        Assert.Equal(
            """{"name":"l","description":"d","createdAt":"2026-11-20T08:00:00+00:00","members":["cleo","ada"]}""",
            label.GetRawText());
        Assert.Equal(404, unknown);
        Assert.Equal(["cleo", "ada"], Simulator.Label("l")!.Members);
    }

    [Fact]
    public async Task A_reset_forgets_users_labels_tasks_messages_and_counts()
    {
        Simulator.Register("ada");
        await CallAsync(HttpMethod.Post, "push/label", """{"name":"l"}""");
        await CallAsync(HttpMethod.Post, "push/message", """{"title":"t","content":"c"}""");
        await CallAsync(HttpMethod.Post, "push/task", """{"pushMessage":{"title":"t","content":"c"}}""");

        Simulator.Reset();

        Assert.Null(Simulator.Label("l"));
        Assert.Empty(Simulator.Tasks);
        Assert.Equal(400, (await CallAsync(HttpMethod.Get, "push/message/833724991672734897")).Status);
        Assert.Equal(
            """{"status":"OK","data":{}}""",
            await AnswerAsync(HttpMethod.Get, "push/data/offline-push/begin/2026-11-20/end/2026-11-20"));
        Simulator.Switches = Simulator.Switches with { OnlyRegisteredUsers = true };
        await AnswerAsync(HttpMethod.Post, "push/task", """{"pushMessage":{"title":"t","content":"c"}}""");
        Assert.Equal(0, Simulator.PushesTo("ada").Count);
    }
}
