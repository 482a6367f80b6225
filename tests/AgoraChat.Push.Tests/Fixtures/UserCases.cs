namespace AgoraChat.Push.Tests;

/// <summary>The examples of answers about users, their presence and the app's tokens.</summary>
internal static class UserCases
{
    private const long CreatedAt = 1_542_795_196_504;

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new AnswerCase<UserProfile?>(
            "answers/user-get.json",
            client => client.Users.FindAsync("XXXX", CancellationToken.None),
            user =>
            {
                Assert.Equal(("XXXX", "testuser", true), (user!.Username, user.DisplayName, user.Activated));
                Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), user.Created);
                Assert.Equal(user.Created, user.Modified);
                Assert.Null(user.DisplayStyle);
                Assert.Null(user.NoDisturbing);
            })
        {
            Arrange = scene =>
            {
                scene.SetTo(CreatedAt);
                return scene.Client.Settings.UpdateUserAsync(
                    "XXXX", new() { DisplayName = "testuser" }, CancellationToken.None);
            },
        },
        new AnswerCase<bool>(
            "answers/user-status.json",
            client => client.Users.IsOnlineAsync("user1", CancellationToken.None),
            Assert.False),
        new AnswerCase<IReadOnlyDictionary<string, bool>>(
            "answers/users-status.json",
            client => client.Users.AreOnlineAsync(["user1", "user2"], CancellationToken.None),
            users => Assert.Equal(new Dictionary<string, bool> { ["user1"] = false, ["user2"] = false }, users)),
        new AnswerCase<long>(
            "answers/user-offline-count.fragment.json",
            client => client.Users.CountOfflineMessagesAsync("user1", CancellationToken.None),
            count => Assert.Equal(0, count)),
        new AnswerCase<OfflineMessageState>(
            "answers/user-offline-message.fragment.json",
            client => client.Users.GetOfflineMessageStateAsync("user1", "123", CancellationToken.None),
            state => Assert.Equal(OfflineMessageState.Delivered, state)),
        new GrantCase("answers/token-client-credentials.json"),
    ];
}
