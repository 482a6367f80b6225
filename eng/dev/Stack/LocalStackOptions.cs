using PushFunctions.Budgets;

namespace PushFunctions.Dev.Stack;

/// <summary>What a local stack consists of. As it stands: one host, free ports, nothing kept.</summary>
public sealed record LocalStackOptions
{
    /// <summary>The first host's port; further hosts take the next ones. 0, the default, finds free ports.</summary>
    public int Port { get; init; }

    /// <summary>The simulator's port. 0, the default, finds a free one.</summary>
    public int SimulatorPort { get; init; }

    /// <summary>Azurite's blob port; queue and table take the next two. 0, the default, finds free ones.</summary>
    public int StoragePort { get; init; }

    /// <summary>Hosts that share the work. Default 1; 0 leaves the place to a host of another kind.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>The simulator's limit and the bridge's PushSingle budget. Null, the default: both keep their own.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>
    /// Whose documented limits hold, at the simulator and in all budgets, whatever the settings file says of these.
    /// Null, the default: the file's budgets, and Agora's limits.
    /// </summary>
    public BudgetPreset? Preset { get; init; }

    /// <summary>The key that the hosts ask for. Null, the default: none.</summary>
    public string? Key { get; init; }

    /// <summary>How long the queue hides a message whose host died. Null, the default: the platform's 10 minutes.</summary>
    public TimeSpan? HiddenTime { get; init; }

    /// <summary>The folder where storage keeps its files. Null, the default: a temporary one.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Removes first what an earlier stack left in <see cref="DataFolder"/>. Default false.</summary>
    public bool Fresh { get; init; }

    /// <summary>Keeps storage in memory: quicker, and a stop forgets all. Default false.</summary>
    public bool InMemoryStorage { get; init; }

    /// <summary>Rows that are in storage's tables as soon as these are created. Default: none.</summary>
    public IReadOnlyList<FilledRows> Rows { get; init; } = [];

    /// <summary>Has storage say a line for each request, to <see cref="Log"/>. Default false.</summary>
    public bool LogsRequests { get; init; }

    /// <summary>By how much the last host's clock is before the first's; others lie between. Default: not.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Starts a host that died again after 2 s. Default true; can be switched while the stack runs.</summary>
    public bool RestartsHosts { get; init; } = true;

    /// <summary>App settings (<c>A__B</c>) that win over the settings file and over the stack's own. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Takes each line of each process, with its name in front. Default: nobody.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
