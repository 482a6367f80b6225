using Azure.Storage.Queues;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>What the app counts on of queues.</summary>
[Collection(SharedAzurite.Name)]
public sealed class QueueContractTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    [Fact]
    public async Task A_message_travels_as_base64_and_comes_back_as_text()
    {
        var queue = await NewQueueAsync(QueueMessageEncoding.Base64);
        var plain = new QueueClient(azurite.ConnectionString, queue.Name);

        await queue.SendMessageAsync("größe <&>", default, Never, CancellationToken.None);

        var raw = (await plain.PeekMessageAsync()).Value.Body.ToString();
        var read = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal("größe <&>", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(raw)));
        Assert.Equal("größe <&>", read.Body.ToString());
        Assert.Equal(1, read.DequeueCount);
    }

    [Fact]
    public async Task A_message_can_be_kept_for_ever()
    {
        var queue = await NewQueueAsync(QueueMessageEncoding.None);

        var receipt = await queue.SendMessageAsync("x", default, Never, CancellationToken.None);

        Assert.True(receipt.Value.ExpirationTime - receipt.Value.InsertionTime > TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task A_delayed_message_is_not_seen_until_it_is_shown()
    {
        var queue = await NewQueueAsync(QueueMessageEncoding.Base64);
        var receipt = (await queue.SendMessageAsync("x", TimeSpan.FromHours(6), Never, CancellationToken.None)).Value;

        var hidden = (await queue.ReceiveMessagesAsync(32)).Value;
        await queue.UpdateMessageAsync(receipt.MessageId, receipt.PopReceipt, "y", TimeSpan.Zero);
        var shown = (await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10))).Value;

        Assert.Empty(hidden);
        Assert.Equal("y", Assert.Single(shown).Body.ToString());
        Assert.Empty((await queue.ReceiveMessagesAsync(32)).Value);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        var queue = await NewQueueAsync(QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("x", default, Never, CancellationToken.None);
        var read = (await queue.ReceiveMessageAsync()).Value;

        await queue.DeleteMessageAsync(read.MessageId, read.PopReceipt);

        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    private async Task<QueueClient> NewQueueAsync(QueueMessageEncoding encoding)
    {
        var options = new QueueClientOptions { MessageEncoding = encoding };
        var queue = new QueueClient(azurite.ConnectionString, AzuriteFixture.NewName(), options);
        await queue.CreateAsync();
        return queue;
    }
}
