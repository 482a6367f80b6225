using System.Text.Json;

namespace AgoraChat.Push.Tests;

/// <summary>The examples of answers to sends that Agora documents.</summary>
internal static class SendingCases
{
    private const string User = "test2";
    private const string Label = "post-90s";
    private const long FirstTask = 968_120_369_184_112_182;

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new AnswerCase<UserPushResult>("answers/push-single.json", SendAsync, result =>
        {
            Assert.Equal((User, PushStatus.AsyncSuccess), (result.User, result.Status));
            Assert.Equal("async success.", result.Description);
            Assert.Null(result.Vendor);
            Assert.Single(result.Elements);
        }),
        new AnswerCase<UserPushResult>("answers/push-sync-success.json", SendSyncAsync, result =>
        {
            Assert.Equal((PushStatus.Success, null), (result.Status, result.Description));
            Assert.Equal(
                "104410638-fd96648b6bb4344bc4f5e29b158fdb07",
                result.Vendor!.Value.GetProperty("data").GetProperty("requestId").GetString());
        }),
        Failed("answers/push-sync-no-binding.json", "no push binding", new() { UnboundUsersFail = true }),
        Failed("answers/push-sync-unknown-user.json", "appUser not exists", new() { OnlyRegisteredUsers = true }),
        Vendor("answers/vendor-apns.json", "SUCCESS", result =>
        {
            Assert.Equal(PushStatus.Success, result.Status);
            Assert.Equal("IMMEDIATE", InVendor(result, "pushNotification").GetProperty("priority").GetString());
        }),
        Vendor("answers/vendor-vivo-refused.json", "FAIL", result =>
        {
            Assert.Equal(PushStatus.Fail, result.Status);
            Assert.Equal(10_206, InVendor(result, "result").GetInt32());
            Assert.Equal("Incorrect sign", InVendor(result, "desc").GetString());
        }),
        new AnswerCase<long>("answers/push-list-label.json", SendToLabelAsync, task => Assert.Equal(FirstTask, task))
        {
            Arrange = scene => scene.Client.Labels.CreateAsync(Label, null, CancellationToken.None),
        },
        new AnswerCase<long>(
            "answers/push-task.json",
            client => client.SendToEveryoneAsync(Some.Message, PushStrategy.VendorOnly, null, CancellationToken.None),
            task => Assert.Equal(FirstTask, task)),
    ];

    private static AnswerCase<UserPushResult> Failed(
        string name, string description, Simulator.SimulatorSwitches switches) =>
        new(name, SendSyncAsync, result =>
        {
            Assert.Equal((PushStatus.Fail, description), (result.Status, result.Description));
            Assert.Null(result.Vendor);
        })
        {
            Arrange = scene =>
            {
                scene.Simulator.Switches = switches;
                return Task.CompletedTask;
            },
        };

    // What vendors say is passed through: a fault says it.
    private static AnswerCase<UserPushResult> Vendor(string name, string status, Action<UserPushResult> check) =>
        new(name, SendSyncAsync, check)
        {
            Arrange = scene =>
            {
                scene.Simulator.Faults.Add(new()
                {
                    Endpoint = "push/sync/{target}",
                    PushStatus = status,
                    Data = JsonElement.Parse(Fixture.Load(name).Readable),
                });
                return Task.CompletedTask;
            },
            Part = answer => answer.GetProperty("data")[0].GetProperty("data"),
            Whole = part => $$"""{"data":[{"pushStatus":"{{status}}","data":{{part}}}]}""",
        };

    private static JsonElement InVendor(UserPushResult result, string name) => result.Vendor!.Value.GetProperty(name);

    private static async Task<UserPushResult> SendAsync(AgoraChatPushClient client) =>
        (await client.SendAsync(User))[0];

    private static Task<UserPushResult> SendSyncAsync(AgoraChatPushClient client) =>
        client.SendSyncAsync(Some.Message, User, PushStrategy.VendorOnly, CancellationToken.None);

    private static Task<long> SendToLabelAsync(AgoraChatPushClient client) =>
        client.SendToLabelsAsync(Some.Message, [Label], PushStrategy.VendorOnly, null, CancellationToken.None);
}
