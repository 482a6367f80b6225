using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a queue function may take.</summary>
[Collection(SharedAzurite.Name)]
public sealed class QueueParameterTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("text", "größe", "größe")]
    [InlineData("text", "", "")]
    [InlineData("bytes", "ab", "6162")]
    [InlineData("data", "größe", "größe")]
    [InlineData("message", "größe", "1 größe 7.00:00:00")]
    [InlineData("object", """{ "NUMBER": 17, "name": "größe", "more": [] }""", "17 größe True")]
    public async Task Is_made_from_the_message(string kind, string sent, string expected)
    {
        var (name, seen) = (AzuriteFixture.NewName(), new Seen());
        await (await NewQueueAsync($"{name}-{kind}")).SendMessageAsync(WorkQueue.Encode(sent));

        await using var host = await StartAsync(name, seen);

        Assert.Equal(expected, await seen.Text);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{ "number": "seventeen" }""")]
    public async Task Is_a_failed_try_when_the_message_does_not_fit(string sent)
    {
        var (name, seen) = (AzuriteFixture.NewName(), new Seen());
        await (await NewQueueAsync($"{name}-object")).SendMessageAsync(WorkQueue.Encode(sent));
        var poison = await NewQueueAsync($"{name}-object-poison");

        await using var host = await StartAsync(name, seen);

        await Eventually.IsTrueAsync(async () => (await poison.PeekMessagesAsync()).Value.Length == 1);
        Assert.False(seen.Text.IsCompleted);
    }

    private Task<LocalFunctionsHost> StartAsync(string name, Seen seen) => LocalFunctionsHost.StartAsync(
        new LocalHostOptions
        {
            Types = [typeof(ParameterFunctions)],
            ConfigureServices = (services, _) => services.AddSingleton(seen),
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["Work"] = name,
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.2",
                ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "1",
            },
        },
        CancellationToken.None);

    private async Task<QueueClient> NewQueueAsync(string name)
    {
        var queue = new QueueClient(azurite.ConnectionString, name);
        await queue.CreateAsync();
        return queue;
    }
}
