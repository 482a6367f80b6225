namespace AgoraChat.Push.Tests;

/// <summary>How many pushes each channel had; the answer is the documents' example.</summary>
public sealed class StatisticsTests
{
    private static readonly DateOnly Begin = new(2024, 4, 2);

    [Fact]
    public async Task Reads_each_days_channels()
    {
        var handler = StubHandler.Answering(
            """
            {"status":"OK","data":{
            "2024-04-02":{"APNS":{"successCount":7218,"failCount":239},
            "ANDROID":{"successCount":48852,"failCount":"1969","arriveCount":40000}},
            "2024-04-03":{}}}
            """);

        var statistics = await Easemob(handler).GetStatisticsAsync(
            Begin, Begin.AddDays(1), StatisticsPlatform.All, CancellationToken.None);

        Assert.Equal(
            ["GET push/data/offline-push/begin/2024-04-02/end/2024-04-03?platform=ALL"], handler.Asked);
        Assert.Equal([Begin, Begin.AddDays(1)], statistics.Keys);
        Assert.Equal(new() { SuccessCount = 7_218, FailCount = 239 }, statistics[Begin]["APNS"]);
        Assert.Equal(
            new() { SuccessCount = 48_852, FailCount = 1_969, ArriveCount = 40_000 }, statistics[Begin]["ANDROID"]);
        Assert.Empty(statistics[Begin.AddDays(1)]);
    }

    [Theory]
    [InlineData(StatisticsPlatform.Apns, "APNS")]
    [InlineData(StatisticsPlatform.Android, "ANDROID")]
    [InlineData(StatisticsPlatform.XiaomiPush, "XIAOMIPUSH")]
    [InlineData(StatisticsPlatform.HuaweiPush, "HUAWEIPUSH")]
    [InlineData(StatisticsPlatform.MeizuPush, "MEIZUPUSH")]
    [InlineData(StatisticsPlatform.OppoPush, "OPPOPUSH")]
    [InlineData(StatisticsPlatform.VivoPush, "VIVOPUSH")]
    [InlineData(StatisticsPlatform.Honor, "HONOR")]
    public async Task Asks_for_one_channel(StatisticsPlatform platform, string name)
    {
        var handler = StubHandler.Answering("""{"status":"OK","data":{}}""");

        await Easemob(handler).GetStatisticsAsync(Begin, Begin, platform, CancellationToken.None);

        Assert.Equal(
            [$"GET push/data/offline-push/begin/2024-04-02/end/2024-04-02?platform={name}"], handler.Asked);
    }

    [Theory]
    [InlineData("""{"yesterday":{}}""")]
    [InlineData("""{"2024-04-02":7}""")]
    [InlineData("""{"2024-04-02":{"APNS":{"successCount":"many"}}}""")]
    public async Task Numbers_that_cannot_be_read_are_unknown(string data)
    {
        var handler = StubHandler.Answering($$"""{"data":{{data}}}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Easemob(handler).GetStatisticsAsync(
            Begin, Begin, StatisticsPlatform.All, CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
    }

    [Fact]
    public async Task Days_are_in_order_and_platforms_exist()
    {
        var handler = StubHandler.Answering();
        var easemob = Easemob(handler);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => easemob.GetStatisticsAsync(
            Begin, Begin.AddDays(-1), StatisticsPlatform.All, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => easemob.GetStatisticsAsync(
            Begin, Begin, (StatisticsPlatform)9, CancellationToken.None));

        Assert.StartsWith(
            "The end (2024-04-01) is before the begin (2024-04-02)", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    private static EasemobClient Easemob(StubHandler handler) =>
        Some.Client(handler, options => options.EasemobEndpoints = true).Easemob;
}
