namespace AgoraChat.Push.Tests;

/// <summary>The examples of answers that only Easemob documents.</summary>
internal static class EasemobCases
{
    private const string OnIos = "ios";
    private const string OnAndroid = "android";
    private static readonly DateOnly Day = new(2024, 4, 2);

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new AnswerCase<UserPushResult>(
            "answers/push-async.json",
            client => client.Easemob.EnqueueAsync(
                Some.Message, "ada", PushStrategy.VendorOnly, CancellationToken.None),
            result =>
            {
                Assert.Equal((PushStatus.AsyncSuccess, "success"), (result.Status, result.Description));
                Assert.Equal("", result.Vendor!.Value.GetString());
            }),
        new AnswerCase<long>(
            "answers/push-message.json",
            client => client.Easemob.StoreMessageAsync(Some.Message, CancellationToken.None),
            id => Assert.Equal(833_724_991_672_734_897, id)),
        new AnswerCase<IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<string, PushStatistics>>>(
            "answers/push-statistics.json",
            client => client.Easemob.GetStatisticsAsync(Day, Day, StatisticsPlatform.All, CancellationToken.None),
            days =>
            {
                var day = Assert.Single(days);
                Assert.Equal(Day, day.Key);
                Assert.Equal(new() { SuccessCount = 7_218, FailCount = 239 }, day.Value["APNS"]);
                Assert.Equal(new() { SuccessCount = 48_852, FailCount = 1_969 }, day.Value["ANDROID"]);
                Assert.Equal(2, day.Value.Count);
            })
        {
            Arrange = PushOfDayAsync,
        },
        new AnswerCase<IReadOnlyDictionary<string, string>>(
            "answers/user-nicknames.fragment.json",
            client => client.Easemob.SetDisplayNamesAsync(
                new Dictionary<string, string> { ["user1"] = "n1" }, CancellationToken.None),
            names => Assert.Equal(("user1", "n1"), (Assert.Single(names).Key, names["user1"]))),
    ];

    private static async Task PushOfDayAsync(FixtureScene scene)
    {
        scene.Time.SetTo(new DateTimeOffset(Day, new TimeOnly(8, 0), TimeSpan.Zero));
        await PutPlatformAsync(scene);
        await PushAsync(scene, OnIos, 7_218);
        await PushAsync(scene, OnAndroid, 48_852);
        scene.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "FAIL" });
        await PushAsync(scene, OnIos, 239);
        await PushAsync(scene, OnAndroid, 1_969);
        scene.Simulator.Faults.Clear();
    }

    private static async Task PutPlatformAsync(FixtureScene scene)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var platform = new StringContent("""{"platform":"APNS"}""", null, "application/json");
        using var answer = await http.PutAsync(new Uri($"{scene.Simulator.Address}/simulator/users/{OnIos}"), platform);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PushAsync(FixtureScene scene, string user, int times)
    {
        for (var left = times; left > 0; left -= AgoraChatPushClient.MaxUsers)
            await scene.Client.SendAsync([.. Enumerable.Repeat(user, Math.Min(left, AgoraChatPushClient.MaxUsers))]);
    }
}
