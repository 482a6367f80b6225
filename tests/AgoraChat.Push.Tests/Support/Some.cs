using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>Ordinary things, for tests that are about something else.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Issued = DateTimeOffset.FromUnixTimeSeconds(1_111_111);

    public static string AppId => new SimulatorOptions().AppId;

    public static string Certificate => new SimulatorOptions().AppCertificate;

    public static PushMessage Message => new() { Title = "Order 17", Content = "It is on its way." };

    public static AgoraChatOptions Options(string baseUrl = "http://127.0.0.1:1") => new()
    {
        BaseUrl = baseUrl,
        OrgName = "agora-demo",
        AppName = "testapp",
        AppId = AppId,
        AppCertificate = Certificate,
    };

    public static IReadOnlyList<string> Users(int count) => [.. Enumerable.Range(0, count).Select(no => $"user{no}")];

    /// <summary>A client over this handler; options can be changed.</summary>
    public static AgoraChatPushClient Client(
        HttpMessageHandler handler, Action<AgoraChatOptions>? change = null, TimeProvider? time = null)
    {
        var options = Options();
        change?.Invoke(options);
        return new(handler, options, time);
    }

    /// <summary>A client over real connections to the simulator; options can be changed.</summary>
    public static AgoraChatPushClient Client(
        SimulatorServer simulator, Action<AgoraChatOptions>? change = null, TimeProvider? time = null)
    {
        var options = Options(simulator.Address);
        change?.Invoke(options);
        return new(AgoraChatConnections.Create(), options, time);
    }

    public static Task<IReadOnlyList<UserPushResult>> SendAsync(
        this AgoraChatPushClient client, params string[] users) =>
        client.SendAsync(Message, users, PushStrategy.VendorOnly, CancellationToken.None);
}
