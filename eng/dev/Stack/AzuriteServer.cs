using System.Text.Json;

namespace PushFunctions.Dev.Stack;

/// <summary>Storage on this machine: Azurite's three services as three processes.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";
    // Azurite's published key, the same on every machine.
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1.5);

    private readonly AzuriteOptions _options;
    private readonly string? _folder;
    private readonly IReadOnlyList<int> _ports;
    private readonly ChildProcess?[] _parts = new ChildProcess?[3];

    private AzuriteServer(AzuriteOptions options)
    {
        _options = options;
        _folder = options.InMemory ? null : options.DataFolder ?? Directory.CreateTempSubdirectory("azurite-").FullName;
        _ports = options.Port == 0 ? Ports.Free(3) : [options.Port, options.Port + 1, options.Port + 2];
    }

    /// <summary>The full connection string, with the endpoints of all three services.</summary>
    public string ConnectionString => ConnectionTo(_ports);

    /// <summary>The processes that run, in the order blob, queue, table.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _parts.OfType<ChildProcess>().Select(part => part.Id)];

    /// <summary>Starts all services; returns when each one answers.</summary>
    /// <exception cref="StackException">Azurite is not installed, a port is taken, or it did not start.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var server = new AzuriteServer(options);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of one service, with the account.</summary>
    public Uri Endpoint(AzuritePart part) => Endpoint(_ports, part);

    /// <summary>The full connection string of services at these ports, in the order blob, queue, table.</summary>
    internal static string ConnectionTo(IReadOnlyList<int> ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={Endpoint(ports, AzuritePart.Blob)};QueueEndpoint={Endpoint(ports, AzuritePart.Queue)};"
        + $"TableEndpoint={Endpoint(ports, AzuritePart.Table)};";

    /// <summary>Starts every service that does not run.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enum.GetValues<AzuritePart>().Select(part => StartAsync(part, cancellationToken)));

    /// <summary>Starts one service again, on its old port, with its files.</summary>
    public async Task StartAsync(AzuritePart part, CancellationToken cancellationToken)
    {
        if (_parts[(int)part] is null)
        {
            var process = Launch(part);
            _parts[(int)part] = process;
            await process.ReadyAsync(StartTime, cancellationToken);
        }
    }

    /// <summary>Ends every service; the files stay.</summary>
    public Task StopAsync() => StopAsync(StopTime);

    /// <summary>Ends every service.</summary>
    /// <param name="grace">
    /// How long each may take to save its files; one that is killed then has lost what it did not save.
    /// </param>
    public Task StopAsync(TimeSpan grace) =>
        Task.WhenAll(Enum.GetValues<AzuritePart>().Select(part => StopAsync(part, grace)));

    /// <summary>Ends one service; the others go on.</summary>
    public Task StopAsync(AzuritePart part) => StopAsync(part, StopTime);

    private async Task StopAsync(AzuritePart part, TimeSpan grace)
    {
        if (_parts[(int)part] is { } process)
        {
            _parts[(int)part] = null;
            // The table service saves at SIGINT, and not at SIGTERM.
            await process.StopAsync(Signals.Interrupt, grace);
            await process.DisposeAsync();
        }
    }

    /// <summary>Ends everything, and removes the files when the folder was a temporary one.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_folder is not null && _options.DataFolder is null && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static Uri Endpoint(IReadOnlyList<int> ports, AzuritePart part) =>
        new($"http://127.0.0.1:{ports[(int)part]}/{Account}");

    private ChildProcess Launch(AzuritePart part)
    {
        var service = part.ToString().ToLowerInvariant();
        var program = RepositoryRoot.Below("node_modules", "azurite", "dist", "src", service, "main.js");
        if (!File.Exists(program))
        {
            throw new StackException($"Azurite is not installed: {program} is missing. Run `npm ci` in the root.");
        }

        var isFilled = part == AzuritePart.Table && _options.Rows.Count > 0;
        string[] files = _folder is null ? ["--inMemoryPersistence"] : ["--location", _folder];
        string[] arguments =
        [
            "--require", RepositoryRoot.Below("eng", "dev", "Stack", "keep-closing.cjs"),
            "--require", RepositoryRoot.Below("eng", "dev", "Stack", "no-telemetry.cjs"),
            .. _options.LogsRequests
                ? (string[])["--require", RepositoryRoot.Below("eng", "dev", "Stack", "log-lengths.cjs")]
                : [],
            .. isFilled ? (string[])["--require", RepositoryRoot.Below("eng", "dev", "Stack", "fill-table.cjs")] : [],
            program,
            $"--{service}Host", "127.0.0.1", $"--{service}Port", $"{_ports[(int)part]}", .. files,
            "--disableTelemetry", "--skipApiVersionCheck", .. _options.LogsRequests ? (string[])[] : ["--silent"],
        ];
        var environment = new Dictionary<string, string>();
        if (isFilled)
            environment["AZURITE_ROWS"] = JsonSerializer.Serialize(_options.Rows, StackJson.Default.IReadOnlyListFilledRows);
        var name = $"azurite {service}";
        return ChildProcess.Start(
            name, "node", arguments, environment, line => line.Contains(" successfully "),
            line => _options.Log($"{name}: {line}"));
    }
}
