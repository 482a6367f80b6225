using System.Globalization;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A backend that is told what became of a push, as other people's library verifies it.</summary>
public sealed class CallbackTests(Stack stack) : IClassFixture<Stack>
{
    private const string Verify = """
        const { Webhook } = require('standardwebhooks');
        const [body, headers, ...secrets] = args;
        for (const secret of secrets) {
          const wrong = (() => { try { new Webhook(secret).verify(body + ' ', JSON.parse(headers)); return 'taken'; }
            catch { return 'refused'; } })();
          console.log(new Webhook(secret).verify(body, JSON.parse(headers)).type + ' ' + wrong);
        }
        """;

    [Fact]
    public async Task The_end_of_a_push_is_told_until_it_is_taken_and_no_redirect_is_followed()
    {
        await using var receiver = new CallbackReceiver((path, before) => path switch
        {
            "/told" => (before == 0 ? 500 : 204, null),
            "/moved" => (302, "/elsewhere"),
            _ => (204, null),
        });
        await receiver.StartAsync();
        var host = await stack.StartHostAsync(SettingsFor(receiver));

        var push = await host.PostAsync(Some.Event(Some.Users(3)));
        await push.FinishedAsync();
        await Soon.IsTrueAsync(
            () => receiver.At("/told").Count >= 2 && receiver.At("/moved").Count >= 2,
            () => $"{receiver.At("/told").Count} and {receiver.At("/moved").Count} calls.");
        await Soon.IsTrueAsync(
            async () => (await stack.Stored.DeadLettersAsync()).Count > 0, () => "There is no dead letter.");

        Assert.Equal([$"push-finished-{push.Id}-0"], receiver.At("/told").Select(told => told.Id).Distinct());
        var told = receiver.At("/told")[^1];
        Assert.Equal(
            "push.finished refused\npush.finished refused",
            await Shell.NodeAsync(
                Verify, told.Body, JsonSerializer.Serialize(Lower(told)), Sources.Secret, Sources.NextSecret));
        var data = JsonElement.Parse(told.Body).GetProperty("data");
        Assert.Equal(push.Id, data.GetProperty("pushId").GetString());
        Assert.Equal(3, data.GetProperty("counts").GetProperty("accepted").GetInt32());
        Assert.Empty(receiver.At("/elsewhere"));
        var letter = Assert.Single(await stack.Stored.DeadLettersAsync());
        Assert.Equal(QueueNames.Callbacks, letter.Queue);
        Assert.Contains("it answered 302, and redirects are not followed", letter.Reason, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> SettingsFor(CallbackReceiver receiver) => new()
    {
        ["Callbacks__ops__Url"] = $"{receiver.Address}/told",
        ["Callbacks__ops__Secrets__0"] = Sources.Secret,
        ["Callbacks__ops__Secrets__1"] = Sources.NextSecret,
        ["Callbacks__moved__Url"] = $"{receiver.Address}/moved",
        ["Callbacks__moved__Secrets__0"] = Sources.Secret,
        ["CallbackDelivery__AllowedNetworks__0"] = "127.0.0.1/32",
        ["CallbackDelivery__Ports__0"] = receiver.Port.ToString(CultureInfo.InvariantCulture),
        ["CallbackDelivery__Delays__0"] = "00:00:01",
    };

    private static Dictionary<string, string> Lower(Told told) =>
        told.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value);
}
