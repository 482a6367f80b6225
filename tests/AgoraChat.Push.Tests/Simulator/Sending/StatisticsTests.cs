namespace AgoraChat.Simulator.Tests;

/// <summary>Counts by day and platform.</summary>
public sealed class StatisticsTests : SimulatorTest
{
    private const string Path = "push/data/offline-push/begin/2026-11-20/end/2026-11-21";

    [Fact]
    public async Task Successes_and_failures_are_counted_by_UTC_day_and_platform()
    {
        await SendAsync(HttpMethod.Put, "simulator/users/ada", """{"platform":"APNS"}""");
        Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "FAIL", Users = ["cleo"] });
        await PushAsync("ada", "bob", "cleo");
        Time.Advance(TimeSpan.FromHours(16));
        await PushAsync("bob");

        var all = await AnswerAsync(HttpMethod.Get, Path);
        var apple = await AnswerAsync(HttpMethod.Get, Path + "?platform=APNS");
        var later = await AnswerAsync(HttpMethod.Get, "push/data/offline-push/begin/2026-11-22/end/2026-11-23");

        Assert.Equal(
            """{"status":"OK","data":{"2026-11-20":{"APNS":{"successCount":1,"failCount":0},"""
            + """
            "ANDROID":{"successCount":1,"failCount":1}},"2026-11-21":{"ANDROID":{"successCount":1,"failCount":0}}}}
            """,
            all);
        Assert.Equal(
            """{"status":"OK","data":{"2026-11-20":{"APNS":{"successCount":1,"failCount":0}},"2026-11-21":{}}}""",
            apple);
        Assert.Equal("""{"status":"OK","data":{}}""", later);
    }

    [Theory]
    [InlineData("push/data/offline-push/begin/2026-11-21/end/2026-11-20")]
    [InlineData("push/data/offline-push/begin/today/end/2026-11-20")]
    [InlineData("push/data/offline-push/begin/2026-11-20/end/2026-11-20?platform=apns")]
    public async Task A_period_that_cannot_be_is_refused(string path) =>
        Assert.Equal(400, (await CallAsync(HttpMethod.Get, path)).Status);

    [Fact]
    public async Task Who_has_not_activated_them_is_refused()
    {
        await SwitchAsync("""{"statisticsOpen":false}""");

        var (status, answer) = await CallAsync(HttpMethod.Get, Path);

        Assert.Equal((403, "forbidden_op"), (status, answer.GetProperty("error").GetString()));
    }
}
