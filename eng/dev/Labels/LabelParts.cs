using System.Collections.Concurrent;
using AgoraChat.Push;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Deliver;
using PushFunctions.Dev.Crowd;
using PushFunctions.Dev.Stack;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Labels;

/// <summary>Storage, a simulator, and in this process the app's parts that sync labels.</summary>
internal sealed class LabelParts : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly AzuriteServer _azurite;
    private readonly ChildProcess _simulator;
    private readonly LabelTraffic _traffic = new(AgoraChatConnections.Create());

    private LabelParts(AzuriteServer azurite, ChildProcess simulator, Uri farSide)
    {
        (_azurite, _simulator) = (azurite, simulator);
        Parts = new(
            azurite.ConnectionString, TimeProvider.System, farSide,
            services => services.AddSingleton(new FarSideConnections(_traffic)));
    }

    public AppParts Parts { get; }

    public StorageClients Storage => Parts.Storage;

    /// <summary>The HTTP statuses of the calls about labels.</summary>
    public ConcurrentQueue<int> Calls => _traffic.Statuses;

    public static async Task<LabelParts> StartAsync(Action<string> log, CancellationToken cancellationToken)
    {
        var azurite = await AzuriteServer.StartAsync(new() { InMemory = true, Log = log }, cancellationToken);
        var port = Ports.Free(1)[0];
        var simulator = ChildProcess.Start(
            "simulator", "dotnet", [LocalStack.Program("AgoraChat.Simulator"), "--port", $"{port}"],
            new Dictionary<string, string>(),
            line => line.StartsWith("simulator http", StringComparison.Ordinal), log);
        await simulator.ReadyAsync(StartTime, cancellationToken);
        var parts = new LabelParts(azurite, simulator, new Uri($"http://127.0.0.1:{port}/"));
        await new StorageCreation(parts.Storage).StartAsync(cancellationToken);
        return parts;
    }

    /// <summary>Does what the timer does, then all that lies on the queue, 16 messages at once like a host.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        await Parts.Get<SyncPlanner>().HandleAsync(cancellationToken);
        while (true)
        {
            QueueMessage[] messages = await Storage.LabelChanges.ReceiveMessagesAsync(
                16, TimeSpan.FromMinutes(5), cancellationToken);
            if (messages.Length == 0) return;
            await Task.WhenAll(messages.Select(message => HandleAsync(message, cancellationToken)));
        }
    }

    /// <summary>Creates a label at the far side, as an earlier sync has done.</summary>
    public async Task CreateAsync(string label, CancellationToken cancellationToken)
    {
        using var turn = new StepTurn(StartTime, TimeProvider.System, cancellationToken);
        var (isThere, _) = await Parts.Get<LabelCreation>().CreateAsync("default", label, description: null, turn);
        if (!isThere) throw new InvalidOperationException($"The simulator did not take label '{label}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await Parts.DisposeAsync();
        await _simulator.DisposeAsync();
        await _azurite.DisposeAsync();
        _traffic.Dispose();
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        await Parts.Get<LabelStepHandler>().HandleAsync(message.MessageId, message.Body, cancellationToken);
        await Storage.LabelChanges.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }
}
