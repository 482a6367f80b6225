using System.Diagnostics.CodeAnalysis;
using AgoraChat.Simulator;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Control;
using PushFunctions.Dev.Stack;
using PushFunctions.Hooks;
using PushFunctions.Listing;
using PushFunctions.LocalHost;
using PushFunctions.Map;
using PushFunctions.Preview;
using PushFunctions.Receive;
using PushFunctions.Status;
using PushFunctions.Stories;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>All that a host of the app needs, on loopback: storage and far side; hosts as they are asked for.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is what the word means here, and no collection.")]
public sealed class Stack : IAsyncLifetime, IAsyncDisposable
{
    private readonly DirectoryInfo _mappings = Directory.CreateTempSubdirectory("mappings-");
    private readonly List<AppHost> _hosts = [];
    private bool _keepsFiles;
    private AzuriteServer? _azurite;
    private SimulatorServer? _simulator;

    /// <summary>The storage's processes, of which a test may stop and start parts.</summary>
    public AzuriteServer Azurite => _azurite ?? throw NotStarted();

    /// <summary>The same storage, as a test looks into it.</summary>
    public StoredThings Stored => field ??= new(Azurite.ConnectionString);

    public SimulatorServer Simulator => _simulator ?? throw NotStarted();

    public string ConnectionString => Azurite.ConnectionString;

    /// <summary>Starts a stack for one test.</summary>
    /// <param name="keepsFiles">Whether storage outlives a stop of its processes; in memory it is quicker.</param>
    public static async Task<Stack> StartAsync(bool keepsFiles = false)
    {
        var stack = new Stack { _keepsFiles = keepsFiles };
        await stack.InitializeAsync();
        return stack;
    }

    public async Task InitializeAsync()
    {
        TestMappings.Write(_mappings.FullName);
        var options = new SimulatorOptions { CallsPerMinute = 120_000, JournalSize = 10_000 };
        _simulator = await SimulatorServer.StartAsync(options);
        _azurite = await AzuriteServer.StartAsync(new() { InMemory = !_keepsFiles }, CancellationToken.None);
    }

    /// <summary>Starts a host of the whole app, with short times and a budget of 12,000 calls per minute.</summary>
    /// <param name="settings">Settings that differ.</param>
    /// <param name="functions">The only function classes to run; left out: all.</param>
    /// <param name="services">Services that differ.</param>
    /// <param name="key">The function key that the host asks for; left out: none.</param>
    public async Task<AppHost> StartHostAsync(
        IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<Type>? functions = null,
        Action<IServiceCollection>? services = null, string? key = null)
    {
        var all = HostSettings.For(Azurite.ConnectionString, Simulator.Address);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) all[name] = value;
        var options = new LocalHostOptions
        {
            Assemblies = functions is null ? [typeof(AcceptEventFunction).Assembly] : [],
            Types = functions ?? [],
            ConfigureServices = (registered, configuration) =>
            {
                registered.AddPushFunctions(configuration);
                registered.AddSingleton(new MappingFiles(_mappings.FullName));
                services?.Invoke(registered);
            },
            Settings = all,
            HostJson = RepositoryRoot.Below("host.json"),
            HiddenTime = TimeSpan.FromSeconds(15),
            Key = key,
        };
        var host = new AppHost(await LocalFunctionsHost.StartAsync(options, CancellationToken.None));
        _hosts.Add(host);
        return host;
    }

    /// <summary>Starts a host that only takes and shows pushes: their first messages stay on the queues.</summary>
    public Task<AppHost> StartDoorAsync(
        Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string>? settings = null) =>
        StartHostAsync(
            settings,
            functions:
            [
                typeof(AcceptEventFunction), typeof(AcceptHookFunction), typeof(AcceptSourceFunction),
                typeof(AllowEventsFunction), typeof(AllowHookFunction), typeof(GetPushFunction), typeof(ListPushesFunction), typeof(GetHealthFunction),
                typeof(GetUserStoryFunction), typeof(ListFailuresFunction),
                typeof(PreviewEventFunction), typeof(PausePushFunction), typeof(ResumePushFunction), typeof(CancelPushFunction),
            ],
            services: services);

    /// <summary>Asserts that the simulator has told every one of the users just once.</summary>
    public void AssertToldOnce(IEnumerable<string> users) =>
        Assert.All(users, user => Assert.Equal(1, Simulator.PushesTo(user).Count));

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        if (_simulator is not null) await _simulator.DisposeAsync();
        if (_azurite is not null) await _azurite.DisposeAsync();
        _mappings.Delete(recursive: true);
    }

    private static InvalidOperationException NotStarted() => new("The stack has not been started yet.");
}
