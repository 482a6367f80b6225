using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgoraChat.Push.Tests;

/// <summary>The examples of the library's README, word for word: each region is one of its blocks.</summary>
internal static class ReadmeExamples
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        #region container
        services.AddAgoraChatPush(configuration.GetSection("AgoraChat"));
        #endregion
    }

    public static AgoraChatPushClient Make(string baseUrl, string appId, string appCertificate)
    {
        #region no container
        var client = new AgoraChatPushClient(AgoraChatConnections.Create(), new AgoraChatOptions
        {
            BaseUrl = baseUrl,
            AppId = appId,
            AppCertificate = appCertificate,
        });
        #endregion
        return client;
    }

    public static async Task SendAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region sending
        var message = new PushMessage { Title = "Order 17", Content = "It is on its way." };

        var results = await client.SendAsync(message, ["ada", "bob"], PushStrategy.VendorOnly, cancellationToken);
        foreach (var result in results.Where(result => result.Status is not PushStatus.AsyncSuccess))
            Console.WriteLine($"{result.User}: {result.Status} {result.Description}");

        var answer = await client.SendSyncAsync(message, "ada", PushStrategy.VendorOnly, cancellationToken);
        Console.WriteLine($"{answer.Status}, the vendor said {answer.Vendor}");
        #endregion
    }

    public static async Task<long> StartTasksAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region tasks
        var message = new PushMessage { Title = "Sale", Content = "Half price until Sunday." };

        // To those who have both labels.
        var task = await client.SendToLabelsAsync(
            message, ["vip", "berlin"], PushStrategy.VendorThenAgora, startDate: null, cancellationToken);

        var atEight = new DateTime(2026, 11, 21, 8, 0, 0);
        var later = await client.SendToEveryoneAsync(
            message, PushStrategy.AgoraThenVendor, atEight, cancellationToken);
        Console.WriteLine($"Tasks {task} and {later}");
        #endregion
        return later;
    }

    public static PushMessage MakeMessage()
    {
        #region sections
        var message = new PushMessage(CharacterCounting.CjkTwice)
        {
            Title = "订单 17",
            Content = "It is on its way.",
            Ext = JsonElement.Parse("""{"order":17}"""),
            Config = new() { ClickAction = new() { Url = "https://example.com/17" }, Badge = new() { AddNum = 1 } },
            Agora = new() { Style = AgoraStyle.BigText, BigTxt = "It left Berlin at noon.", Sound = true },
            Apns = new() { InvalidationTime = TimeSpan.FromHours(1), CollapseId = "order-17" },
            Fcm = new() { Priority = FcmPriority.High, Notification = new() { Tag = "order-17" } },
            Extra = new Dictionary<string, JsonElement> { ["vivo"] = JsonElement.Parse("""{"classification":1}""") },
        };
        #endregion
        return message;
    }

    public static async Task UseLabelsAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region labels
        await client.Labels.CreateAsync("vip", "who buys often", cancellationToken);

        var change = await client.Labels.AddMembersAsync("vip", ["ada", "bob"], cancellationToken);
        foreach (var (user, reason) in change.Failed)
            Console.WriteLine($"{user} was not added: {reason}");

        await foreach (var label in client.Labels.ListAsync(pageSize: 100, cancellationToken))
            Console.WriteLine($"{label.Name}: {label.MemberCount} members");

        await client.Labels.RemoveMembersAsync("vip", ["bob"], cancellationToken);
        #endregion
    }

    public static async Task UseSettingsAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region settings
        await client.Settings.UpdateUserAsync(
            "ada", new() { DisplayName = "Ada", DisplayStyle = DisplayStyle.Message }, cancellationToken);

        var night = new QuietHours(new TimeOnly(21, 30), new TimeOnly(8, 0));
        await client.Settings.SetNotificationsAsync(
            "ada", new NotificationScope.App(), new() { QuietHours = night }, cancellationToken);
        var group = await client.Settings.SetNotificationsAsync(
            "ada", new NotificationScope.Group("17"), new() { MuteFor = TimeSpan.FromHours(8) }, cancellationToken);
        Console.WriteLine($"The group is muted until {group.MutedUntil}");

        await client.Settings.SetLanguageAsync("ada", "de", cancellationToken);
        #endregion
    }

    public static async Task UseTemplatesAsync(
        AgoraChatPushClient client, string adasToken, CancellationToken cancellationToken)
    {
        #region templates
        var template = new PushTemplate { Name = "shipped", TitlePattern = "Hello, {0}", ContentPattern = "{1}" };
        await client.Templates.CreateAsync(template, cancellationToken);

        // With the user's own token; the far side does not take the app's here.
        await client.Settings.SetTemplateAsync("ada", "shipped", adasToken, cancellationToken);

        await client.Templates.DeleteAsync("shipped", cancellationToken);
        #endregion
    }

    public static async Task UseBindingsAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region bindings
        var phone = new DeviceBinding { DeviceId = "phone-1", DeviceToken = "BAEA", NotifierName = "104410638" };
        await client.Bindings.BindAsync("ada", phone, cancellationToken);

        foreach (var binding in await client.Bindings.ListAsync("ada", cancellationToken))
            Console.WriteLine($"{binding.DeviceId} by {binding.NotifierName}");

        await client.Bindings.UnbindDeviceAsync("ada", "phone-1", cancellationToken);
        #endregion
    }

    public static async Task UseUsersAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region users
        if (!await client.Users.ExistsAsync("ada", cancellationToken))
            await client.Users.RegisterAsync("ada", "a password", cancellationToken);

        var online = await client.Users.AreOnlineAsync(["ada", "bob"], cancellationToken);
        var waiting = await client.Users.CountOfflineMessagesAsync("ada", cancellationToken);
        Console.WriteLine($"Online: {online["ada"]}; {waiting} messages wait");
        #endregion
    }

    public static async Task UseEasemobAsync(AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        #region easemob
        // Refused before any call unless EasemobEndpoints is true.
        var message = new PushMessage { Title = "Sale", Content = "Half price until Sunday." };
        var id = await client.Easemob.StoreMessageAsync(message, cancellationToken);
        await client.Easemob.BroadcastAsync(id, PushStrategy.VendorOnly, cancellationToken);

        var (begin, end) = (new DateOnly(2026, 11, 19), new DateOnly(2026, 11, 20));
        var days = await client.Easemob.GetStatisticsAsync(begin, end, StatisticsPlatform.All, cancellationToken);
        foreach (var (channel, counts) in days.Values.SelectMany(day => day))
            Console.WriteLine($"{channel}: {counts.SuccessCount} sent, {counts.FailCount} failed");
        #endregion
    }

    public static async Task<TimeSpan?> AskWhenToRetryAsync(
        AgoraChatPushClient client, CancellationToken cancellationToken)
    {
        TimeSpan? wait = null;
        #region errors
        try
        {
            await client.Labels.GetAsync("vip", cancellationToken);
        }
        catch (AgoraChatException failure) when (failure.Kind is AgoraChatErrorKind.NotFound)
        {
            Console.WriteLine($"There is no such label: {failure.Description}");
        }
        catch (AgoraChatException failure) when (failure.RetryIn is { } least && !failure.MayHaveBeenSent)
        {
            wait = least; // surely nothing was done; wait longer after each further failure
        }
        #endregion
        return wait;
    }

    public static AgoraChatPushClient MakeWithExchange(AgoraChatOptions options)
    {
        #region tokens
        options.ClientId = "YXA6simulatorclientid";
        options.ClientSecret = "YXA6simulatorclientsecret";
        options.ClientTokenLifetime = TimeSpan.FromDays(7);

        var client = new AgoraChatPushClient(AgoraChatConnections.Create(), options);
        #endregion
        return client;
    }
}
