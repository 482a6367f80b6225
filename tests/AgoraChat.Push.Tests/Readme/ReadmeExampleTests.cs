using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgoraChat.Push.Tests;

/// <summary>The examples of the README do what they say, against the simulator.</summary>
public sealed class ReadmeExampleTests : SimulatorTest
{
    private const string Ada = "ada";

    private AgoraChatPushClient Client => Some.Client(Simulator, options => options.EasemobEndpoints = true, Time);

    [Fact]
    public async Task A_container_gives_the_client_of_its_configuration()
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time);
        ReadmeExamples.Register(services, new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["AgoraChat:BaseUrl"] = Simulator.Address,
                ["AgoraChat:AppId"] = Some.AppId,
                ["AgoraChat:AppCertificate"] = Some.Certificate,
            }).Build());
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<AgoraChatPushClient>().SendAsync(Ada);

        Assert.Equal(1, Simulator.PushesTo(Ada).Count);
    }

    [Fact]
    public void Without_a_container_the_client_is_made_of_three_values() =>
        Assert.NotNull(ReadmeExamples.Make(Simulator.Address, Some.AppId, Some.Certificate));

    [Fact]
    public async Task A_message_is_sent_to_users()
    {
        await ReadmeExamples.SendAsync(Client, CancellationToken.None);

        Assert.Equal((2, 1), (Simulator.PushesTo(Ada).Count, Simulator.PushesTo("bob").Count));
    }

    [Fact]
    public async Task A_message_is_sent_to_labels_and_to_everyone()
    {
        foreach (var label in (string[])["vip", "berlin"])
        {
            await Client.Labels.CreateAsync(label, null, CancellationToken.None);
            await Client.Labels.AddMembersAsync(label, [Ada], CancellationToken.None);
        }

        var later = await ReadmeExamples.StartTasksAsync(Client, CancellationToken.None);

        Assert.Equal(1, Simulator.PushesTo(Ada).Count);
        Assert.Equal((later, "scheduled"), (Simulator.Tasks[^1].Id, Simulator.Tasks[^1].State));
    }

    [Fact]
    public async Task A_message_with_sections_is_taken()
    {
        Simulator.Switches = Simulator.Switches with { CjkCountsTwice = true };

        await Client.SendAsync(ReadmeExamples.MakeMessage(), [Ada], PushStrategy.VendorOnly, CancellationToken.None);

        Assert.Equal(1, Simulator.PushesTo(Ada).Count);
    }

    [Fact]
    public async Task Labels_are_made_and_given()
    {
        await ReadmeExamples.UseLabelsAsync(Client, CancellationToken.None);

        Assert.Equal([Ada], Simulator.Label("vip")!.Members);
    }

    [Fact]
    public async Task Settings_are_set()
    {
        await ReadmeExamples.UseSettingsAsync(Client, CancellationToken.None);

        var state = await Client.Settings.GetNotificationsAsync(
            Ada, new NotificationScope.Group("17"), CancellationToken.None);
        Assert.Equal(Time.Now.AddHours(8), state.MutedUntil);
        Assert.Equal("de", await Client.Settings.GetLanguageAsync(Ada, CancellationToken.None));
    }

    [Fact]
    public async Task A_template_is_made_chosen_and_deleted()
    {
        var ada = await Client.Users.FindAsync(Ada, CancellationToken.None);
        var token = UserTokens.Create(ada!.Uuid!, Time.Now, TimeSpan.FromMinutes(1));

        await ReadmeExamples.UseTemplatesAsync(Client, token, CancellationToken.None);

        Assert.Equal("shipped", await Client.Settings.GetTemplateAsync(Ada, token, CancellationToken.None));
    }

    [Fact]
    public async Task A_device_is_bound_and_unbound()
    {
        await ReadmeExamples.UseBindingsAsync(Client, CancellationToken.None);

        Assert.Equal(3, Simulator.Calls().Count(call => call.Status == 200));
        Assert.Empty(await Client.Bindings.ListAsync(Ada, CancellationToken.None));
    }

    [Fact]
    public async Task A_user_is_registered_when_there_is_none()
    {
        Simulator.Switches = Simulator.Switches with { OnlyRegisteredUsers = true };

        await ReadmeExamples.UseUsersAsync(Client, CancellationToken.None);

        Assert.True(await Client.Users.ExistsAsync(Ada, CancellationToken.None));
    }

    [Fact]
    public async Task A_stored_message_is_broadcast()
    {
        Simulator.Register(Ada);

        await ReadmeExamples.UseEasemobAsync(Client, CancellationToken.None);

        Assert.Equal(1, Simulator.PushesTo(Ada).Count);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(429, 1)]
    [InlineData(403, 30)]
    public async Task An_error_says_when_to_try_again(int? status, int? seconds)
    {
        if (status is { } fault)
        {
            Simulator.Faults.Add(new()
            {
                Endpoint = "GET push/label/{label}",
                Status = fault,
                Description = "limit request",
            });
        }

        var wait = await ReadmeExamples.AskWhenToRetryAsync(Client, CancellationToken.None);

        Assert.Equal(seconds, wait?.TotalSeconds);
    }

    [Fact]
    public async Task Client_id_and_secret_are_exchanged()
    {
        var client = ReadmeExamples.MakeWithExchange(Some.Options(Simulator.Address));

        await client.SendAsync(Ada);

        Assert.Equal(["token", "push/single"], Simulator.Calls().Select(call => call.Endpoint));
    }
}
