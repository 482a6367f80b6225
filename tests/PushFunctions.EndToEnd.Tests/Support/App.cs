using AgoraChat.Simulator;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A stack with one host of the whole app: what most journeys need.</summary>
public sealed class App : IAsyncLifetime
{
    private AppHost? _host;

    public Stack Stack { get; } = new();

    public AppHost Host => _host ?? throw new InvalidOperationException("The host has not been started yet.");

    public SimulatorServer Simulator => Stack.Simulator;

    public StoredThings Stored => Stack.Stored;

    /// <summary>Posts an event and asserts that it is accepted.</summary>
    public Task<Push> PostAsync(object appEvent) => Host.PostAsync(appEvent);

    public async Task InitializeAsync()
    {
        await Stack.InitializeAsync();
        _host = await Stack.StartHostAsync();
    }

    public Task DisposeAsync() => Stack.DisposeAsync().AsTask();
}
