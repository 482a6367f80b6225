using System.Collections.Concurrent;
using Azure.Storage.Queues.Models;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Messages that cannot be processed.</summary>
[Collection(SharedAzurite.Name)]
public sealed class PoisonTests(AzuriteFixture azurite)
{
    private readonly ConcurrentQueue<long> _tries = new();

    [Fact]
    public async Task A_message_is_poison_after_its_last_try()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("always fails");

        await work.StartAsync(FailAsync, queues: ("maxDequeueCount", "3"));

        Assert.Equal([WorkQueue.Encode("always fails")], await work.PoisonTextsAsync());
        await work.IsEmptyAsync();
        Assert.Equal([1L, 2L, 3L], _tries);
    }

    [Fact]
    public async Task The_last_try_is_not_followed_by_a_wait()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("fails");

        await work.StartAsync(FailAsync, queues: [("maxDequeueCount", "1"), ("visibilityTimeout", "01:00:00")]);

        Assert.Equal([WorkQueue.Encode("fails")], await work.PoisonTextsAsync());
        Assert.Equal([1L], _tries);
    }

    [Fact]
    public async Task A_failed_message_keeps_its_text_and_waits_for_its_next_try()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("fails once");
        var texts = new ConcurrentQueue<(string Text, DateTimeOffset? Due, DateTimeOffset At)>();

        await work.StartAsync(
            (message, _) =>
            {
                texts.Enqueue((message.Body.ToString(), message.NextVisibleOn, TimeProvider.System.GetUtcNow()));
                return message.DequeueCount == 1 ? FailAsync(message, default) : Task.CompletedTask;
            },
            queues: ("visibilityTimeout", "00:00:02"));

        await work.IsEmptyAsync();
        Assert.Equal(["fails once", "fails once"], texts.Select(seen => seen.Text));
        // Azurite counts in whole seconds.
        Assert.InRange(texts.Last().At - texts.First().At, TimeSpan.FromSeconds(1), Eventually.Deadline);
    }

    [Fact]
    public async Task Text_that_is_not_base64_is_poison_without_a_run_and_unchanged()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.Queue.SendMessageAsync("{ \"not\": \"base64\" }");

        await work.StartAsync(FailAsync);

        Assert.Equal(["{ \"not\": \"base64\" }"], await work.PoisonTextsAsync());
        await work.IsEmptyAsync();
        Assert.Empty(_tries);
    }

    [Fact]
    public async Task Plain_text_is_run_when_the_encoding_is_none()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.Queue.SendMessageAsync("plain");
        var seen = new TaskCompletionSource<string>();

        await work.StartAsync(
            (message, _) => Task.FromResult(seen.TrySetResult(message.Body.ToString())),
            queues: ("messageEncoding", "none"));

        Assert.Equal("plain", await seen.Task.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_message_that_was_taken_too_often_is_poison_without_a_run()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("kills its host");
        for (var i = 0; i < 2; i++)
        {
            QueueMessage taken = await work.Queue.ReceiveMessageAsync(TimeSpan.FromMinutes(1));
            await work.Queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await work.StartAsync(FailAsync, queues: ("maxDequeueCount", "2"));

        Assert.Equal([WorkQueue.Encode("kills its host")], await work.PoisonTextsAsync());
        Assert.Empty(_tries);
    }

    private Task FailAsync(QueueMessage message, CancellationToken stopping)
    {
        _tries.Enqueue(message.DequeueCount);
        throw new InvalidOperationException("as the test wants");
    }
}
