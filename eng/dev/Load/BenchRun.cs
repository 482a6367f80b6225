using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Load;

/// <summary>A stack of a benchmark's own, with fresh storage, watched from its start to its end.</summary>
internal sealed class BenchRun : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // Fewer than any preset lets pass in a second.
    private const int WarmUpCalls = 8;

    // About what a far side takes to answer.
    private const int AnswerMilliseconds = 30;

    private readonly CancellationTokenSource _end = new();
    private readonly List<StackClient> _clients;
    private readonly HostMemory _memory = new();
    private readonly StorageUse _storage;
    private readonly Task _watching;

    private BenchRun(LocalStack stack, LocalStackOptions options, StorageUse storage)
    {
        Stack = stack;
        _storage = storage;
        _clients = [.. stack.Apis.Select(api => new StackClient(api, stack.Simulator, options.Key))];
        Calls = new(_clients[0].NotesAsync);
        _watching = Task.Run(WatchAsync);
    }

    public LocalStack Stack { get; }

    public CallLog Calls { get; }

    /// <summary>Where the next event is posted: each host in its turn.</summary>
    public StackClient ClientFor(long number) => _clients[(int)(number % _clients.Count)];

    public static async Task<BenchRun> StartAsync(LocalStackOptions options, CancellationToken cancellationToken)
    {
        var storage = new StorageUse();
        var own = options with
        {
            LogsRequests = true,
            RestartsHosts = false,
            Log = line =>
            {
                if (AccessLine.Parse(line) is { } request) storage.Take(request);
                else options.Log(line);
            },
        };
        var stack = await LocalStack.StartAsync(own, cancellationToken);
        await WarmFarSideAsync(stack.Simulator, cancellationToken);
        var run = new BenchRun(stack, own, storage);
        try
        {
            await run.ClientFor(0).InjectAsync(new CallDelay("push/single", AnswerMilliseconds), cancellationToken);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="StackException">A host died, or for long no call has come.</exception>
    public async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        var (count, changed) = (Calls.Count, TimeProvider.System.GetTimestamp());
        while (!isSo())
        {
            if (_watching.IsCompleted) await _watching;
            if (Calls.Count != count) (count, changed) = (Calls.Count, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(changed) > Patience)
            {
                throw new StackException(
                    $"No call has come for {Patience.TotalSeconds:0} s; there were {count} before. The log says more.");
            }

            await Task.Delay(LookEvery / 5, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until a time after the first call.</summary>
    /// <returns>The moment of that time.</returns>
    public async Task<DateTimeOffset> UntilAsync(TimeSpan afterFirst, CancellationToken cancellationToken)
    {
        await UntilAsync(() => Calls.First is not null, cancellationToken);
        var moment = Calls.First!.Value + afterFirst;
        await UntilAsync(() => TimeProvider.System.GetUtcNow() >= moment, cancellationToken);
        return moment;
    }

    /// <summary>What storage did between two moments.</summary>
    public StorageFigures StorageBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = WholeSeconds.Within(from, to);
        return _storage.Of(seconds, Calls.InOrder().Count(call => seconds.Contains(call.At)));
    }

    /// <summary>By how many megabytes each host grew at most, once it was warm.</summary>
    public IReadOnlyList<double> MemoryGrowth() =>
        Calls.First is { } first ? MemoryGrowthSince(first + CallStretch.WarmUp) : [];

    /// <summary>By how many megabytes each host has grown at most since a moment.</summary>
    public IReadOnlyList<double> MemoryGrowthSince(DateTimeOffset moment) => _memory.GrowthSince(moment);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Stack.DisposeAsync();
        _clients.ForEach(client => client.Dispose());
        _end.Dispose();
    }

    /// <summary>
    /// One that is compiled with its first calls takes them in late and together, as no real far side does.
    /// </summary>
    private static async Task WarmFarSideAsync(Uri simulator, CancellationToken cancellationToken)
    {
        using var load = new PushLoad(simulator);
        await load.RunAsync(Broadcast.UsersPerCall, WarmUpCalls, cancellationToken);
        using var client = new StackClient(simulator, simulator, key: null);
        await client.ResetSimulatorAsync(cancellationToken);
    }

    private async Task WatchAsync()
    {
        for (var look = 0; !_end.IsCancellationRequested; look++)
        {
            if (!Stack.AllHostsServe)
                throw new StackException("A host has died; the benchmark's log says why.");
            if (look % 2 == 0) _memory.Sample(TimeProvider.System.GetUtcNow(), Stack.HostProcessIds);
            await Calls.ReadAsync(_end.Token);
            await Task.Delay(LookEvery, TimeProvider.System, _end.Token);
        }
    }
}
