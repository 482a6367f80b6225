using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>The examples of requests.</summary>
internal static class RequestCases
{
    private static readonly IReadOnlyList<string> Users = ["hx1", "hx2"];

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new RequestCase("requests/binding-bind.json", "users/ada/push/binding", scene =>
            scene.Client.Bindings.BindAsync(
                "ada", new() { DeviceId = "8ce0…", NotifierName = "104410638", DeviceToken = "XXXX" }, default)),
        new RequestCase("requests/label-create.json", "push/label", scene =>
            scene.Client.Labels.CreateAsync("post-90s", "hah", default)),
        new RequestCase("requests/label-users.json", "push/label/post-90s/user", async scene =>
        {
            await scene.Client.Labels.CreateAsync("post-90s", null, default);
            await scene.Client.Labels.AddMembersAsync("post-90s", Users, default);
            Assert.Equal("""{"usernames":["hx1","hx2"]}""", scene.Wire.Last.Request);
            await scene.Client.Labels.RemoveMembersAsync("post-90s", Users, default);
        }),
        new RequestCase("requests/push-broadcast.json", "push/task/broadcast", async scene =>
        {
            var message = await scene.Client.Easemob.StoreMessageAsync(Some.Message, default);
            await scene.Client.Easemob.BroadcastAsync(message, PushStrategy.VendorOnly, default);
        }),
        new RequestCase("requests/template-create.json", "notification/template", scene =>
            scene.Client.Templates.CreateAsync(
                new() { Name = "test7", TitlePattern = "Hello,{0}", ContentPattern = "Test,{0}" }, default)),
        new RequestCase("requests/token-agora.json", "token", scene =>
        {
            scene.Options.ExchangeToken = true;
            return scene.Client.Users.IsOnlineAsync("ada", default);
        }),
        new RequestCase("requests/token-client-credentials.json", "token", scene =>
        {
            var app = new SimulatorOptions();
            (scene.Options.ClientId, scene.Options.ClientSecret) = (app.ClientId, app.ClientSecret);
            scene.Options.ClientTokenLifetime = TimeSpan.FromSeconds(1_024_000);
            return scene.Client.Users.IsOnlineAsync("ada", default);
        }),
        new RequestCase("requests/user-display-name.json", "users/ada", scene =>
            UpdateAsync(scene, new() { DisplayName = "testuser" })),
        new RequestCase("requests/user-display-style.json", "users/ada", scene =>
            UpdateAsync(scene, new() { DisplayStyle = DisplayStyle.Message })),
        new RequestCase("requests/user-no-disturbing.json", "users/ada", scene =>
            UpdateAsync(scene, new() { NoDisturbing = NoDisturbing.Between(8, 18) })),
        new RequestCase("requests/user-language.json", "users/ada/notification/language", scene =>
            scene.Client.Settings.SetLanguageAsync("ada", "EU", default)),
        new RequestCase("requests/user-nicknames.json", "push/nickname", scene =>
            scene.Client.Easemob.SetDisplayNamesAsync(
                new Dictionary<string, string> { ["user1"] = "n1" }, default)),
        new RequestCase("requests/user-register.json", "users", scene =>
            scene.Client.Users.RegisterAsync("u", "p", default)),
        new RequestCase("requests/user-template.json", "users/ada/notification/template", async scene =>
        {
            await scene.Client.Templates.CreateAsync(
                new() { Name = "hxtest", TitlePattern = "t", ContentPattern = "c" }, default);
            var ada = await scene.Client.Users.FindAsync("ada", default);
            var token = UserTokens.Create(ada!.Uuid!, scene.Time.Now, TimeSpan.FromMinutes(1));
            await scene.Client.Settings.SetTemplateAsync("ada", "hxtest", token, default);
        }),
        new RequestCase("requests/users-status.json", "users/batch/status", scene =>
            scene.Client.Users.AreOnlineAsync(["user1", "user2"], default)),
    ];

    private static Task UpdateAsync(FixtureScene scene, UserUpdate update) =>
        scene.Client.Settings.UpdateUserAsync("ada", update, default);
}
