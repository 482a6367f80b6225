using System.Globalization;

namespace AgoraChat.Push;

/// <summary>The calls that send, checked before any of them is made.</summary>
internal sealed class PushCalls(CharacterCounting counting)
{
    public FarSideCall ToUsers(PushMessage message, IReadOnlyList<string> users, PushStrategy strategy)
    {
        Arguments.Names(users, AgoraChatPushClient.MaxUsers, "user id");
        return FarSideCall.Post("push/single").With(
            new(users, Number(strategy), Checked(message)), AgoraChatJson.Relaxed.PushSingleRequest);
    }

    public FarSideCall ToOne(string endpoint, PushMessage message, string user, PushStrategy strategy) =>
        FarSideCall.Post(endpoint, user).With(
            new(Number(strategy), Checked(message)), AgoraChatJson.Relaxed.PushOneRequest);

    public FarSideCall ToLabels(
        PushMessage message, IReadOnlyList<string> labels, PushStrategy strategy, DateTime? startDate)
    {
        Arguments.Names(labels, AgoraChatPushClient.MaxLabels, "label");
        return Task("push/list/label", message, labels, strategy, startDate);
    }

    public FarSideCall ToEveryone(PushMessage message, PushStrategy strategy, DateTime? startDate) =>
        Task("push/task", message, null, strategy, startDate);

    public FarSideCall ToList(
        PushMessage message, IReadOnlyList<string> users, PushStrategy strategy, DateTime? startDate)
    {
        Arguments.Names(users, AgoraChatPushClient.MaxUsers, "user id");
        return Task("push/list", message, users, strategy, startDate);
    }

    /// <summary>To nobody yet: the message is kept, to be broadcast.</summary>
    public FarSideCall Store(PushMessage message) =>
        FarSideCall.Post("push/message").With(Checked(message), AgoraChatJson.Relaxed.PushMessage);

    private FarSideCall Task(
        string endpoint, PushMessage message, IReadOnlyList<string>? targets, PushStrategy strategy,
        DateTime? startDate) =>
        FarSideCall.Post(endpoint).With(
            new(targets, Start(startDate), Number(strategy), Checked(message)), AgoraChatJson.Relaxed.PushTaskRequest);

    public static int Number(PushStrategy strategy) => Enum.IsDefined(strategy)
        ? (int)strategy
        : throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "A strategy is 0 to 4.");

    /// <exception cref="ArgumentException">Too long as the app counts, which the message was not made with.</exception>
    private PushMessage Checked(PushMessage message) =>
        message.Problems(counting).FirstOrDefault() is { } problem
            ? throw new ArgumentException(problem.Message, nameof(message))
            : message;

    private static string? Start(DateTime? startDate) =>
        startDate?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
