namespace AgoraChat.Push.Tests;

/// <summary>The examples of answers about settings, templates and bindings.</summary>
internal static class SettingsCases
{
    private const string User = "user1";
    private const string Device = "8ce08cad-…";
    private const string Notifier = "104410638";

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new AnswerCase<UserProfile>(
            "answers/user-display-name.json",
            client => client.Settings.UpdateUserAsync(User, new() { DisplayName = "testuser" }, CancellationToken.None),
            user =>
            {
                Assert.Equal((User, "testuser", true), (user.Username, user.DisplayName, user.Activated));
                Assert.Equal((At(1_542_595_573_399), At(1_542_596_083_687)), (user.Created, user.Modified));
                Assert.Equal(36, user.Uuid!.Length);
            })
        {
            Arrange = scene =>
            {
                scene.SetTo(1_542_595_573_399);
                scene.Simulator.Register(User);
                scene.SetTo(1_542_596_083_687);
                return Task.CompletedTask;
            },
        },
        new AnswerCase<UserProfile>(
            "answers/user-display-style.fragment.json",
            client => client.Settings.UpdateUserAsync(
                User, new() { DisplayStyle = DisplayStyle.Message }, CancellationToken.None),
            user => Assert.Equal(
                (DisplayStyle.Message, "2882303761517426801"), (user.DisplayStyle, user.NotifierName)))
        {
            Arrange = scene => BindAsync(scene.Client, "2882303761517426801"),
            Part = answer => answer.GetProperty("entities")[0],
            Whole = part => $$"""{"entities":[{"username":"{{User}}",{{part[1..]}}]}""",
        },
        new AnswerCase<NotificationState>(
            "answers/user-notifications.json",
            client => client.Settings.SetNotificationsAsync(
                "hxtest",
                new NotificationScope.App(),
                new()
                {
                    Mode = NotificationMode.None,
                    QuietHours = new(new(21, 30), new(8, 0)),
                    MuteFor = TimeSpan.FromDays(1),
                },
                CancellationToken.None),
            state => Assert.Equal(
                new()
                {
                    Mode = NotificationMode.None,
                    QuietHours = new(new(21, 30), new(8, 0)),
                    MutedUntil = At(1_647_590_149_924),
                },
                state))
        {
            Arrange = scene =>
            {
                scene.SetTo(1_647_590_149_924 - 86_400_000);
                return Task.CompletedTask;
            },
        },
        new AnswerCase<string>(
            "answers/user-language.fragment.json",
            client => client.Settings.SetLanguageAsync(User, "EU", CancellationToken.None),
            language => Assert.Equal("EU", language)),
        new AnswerCase<PushTemplate>(
            "answers/template-create.json",
            client => client.Templates.CreateAsync(
                new() { Name = "test7", TitlePattern = "Hello,{0}", ContentPattern = "Test,{0}" },
                CancellationToken.None),
            template => Assert.Equal(
                new()
                {
                    Name = "test7",
                    TitlePattern = "Hello,{0}",
                    ContentPattern = "Test,{0}",
                    CreatedAt = At(1_646_989_584_124),
                    UpdatedAt = At(1_646_989_584_124),
                },
                template))
        {
            Arrange = scene =>
            {
                scene.SetTo(1_646_989_584_124);
                return Task.CompletedTask;
            },
        },
        new AnswerCase<IReadOnlyList<DeviceBinding>>(
            "answers/binding-bind.json",
            client => BindAsync(client, Notifier),
            bindings => Assert.Equal(
                [new() { DeviceId = Device, DeviceToken = "BAEA…", NotifierName = Notifier }], bindings)),
        new AnswerCase<IReadOnlyList<DeviceBinding>>(
            "answers/binding-unbind.fragment.json",
            client => client.Bindings.UnbindAsync(User, Device, Notifier, CancellationToken.None),
            Assert.Empty)
        {
            Arrange = scene => BindAsync(scene.Client, Notifier),
        },
    ];

    private static Task<IReadOnlyList<DeviceBinding>> BindAsync(AgoraChatPushClient client, string notifier) =>
        client.Bindings.BindAsync(
            User, new() { DeviceId = Device, DeviceToken = "BAEA…", NotifierName = notifier }, CancellationToken.None);

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
