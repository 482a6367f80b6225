using System.Globalization;
using PushFunctions.Budgets;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev;

/// <summary>Reads the options of the commands that start the stack.</summary>
internal sealed class CommandLine
{
    private static readonly string[] Flags = ["--once", "--fresh", "--full"];
    private static readonly string[] OfBenchmarks =
    [
        "--users", "--count", "--seed", "--first", "--plans", "--kills", "--away", "--minutes", "--skew-ms", "--preset",
        "--full",
    ];
    private static readonly string[] Valued =
    [
        "--port", "--simulator-port", "--storage-port", "--data", "--instances", "--calls-per-minute", "--key",
        .. OfBenchmarks,
    ];

    private readonly Dictionary<string, string> _given = [];

    private readonly int _leastInstances;

    private CommandLine(int leastInstances) => _leastInstances = leastInstances;

    /// <summary>Whether <c>--once</c> was given.</summary>
    public bool Once => _given.ContainsKey("--once");

    /// <summary>The value of <c>--users</c>, an option of benchmarks.</summary>
    public int? Users => Number("--users", 1, 10_000_000);

    /// <summary>The value of <c>--count</c>: how many requests, or pushes.</summary>
    public int? Count => Number("--count", 1, 10_000_000);

    /// <summary>The value of <c>--seed</c>: which requests.</summary>
    public int? Seed => Number("--seed", 0, int.MaxValue);

    /// <summary>The value of <c>--first</c>: the number of the first.</summary>
    public int? First => Number("--first", 0, int.MaxValue);

    /// <summary>The value of <c>--plans</c>: of how many seeds.</summary>
    public int? Plans => Number("--plans", 1, 10_000);

    /// <summary>The value of <c>--kills</c>: how many hosts are killed.</summary>
    public int? Kills => Number("--kills", 1, 10_000);

    /// <summary>The value of <c>--away</c>: for how many seconds storage cannot be reached.</summary>
    public int? SecondsAway => Number("--away", 1, 600);

    /// <summary>Whether <c>--full</c> was given: a benchmark's long run.</summary>
    public bool Full => _given.ContainsKey("--full");

    /// <summary>The value of <c>--minutes</c>, an option of benchmarks.</summary>
    public double? Minutes => Text("--minutes") switch
    {
        null => null,
        var text
            when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
            && minutes is >= 0.4 and <= 600 => minutes,
        var text => throw new UsageException($"--minutes {text}: it takes a number from 0.4 to 600."),
    };

    /// <summary>The value of <c>--preset</c>: whose limits per second hold; null: a limit per minute.</summary>
    public BudgetPreset? Preset => Text("--preset") switch
    {
        null => null,
        "agoraFree" => BudgetPreset.AgoraFree,
        "easemob" => BudgetPreset.Easemob,
        var text => throw new UsageException($"--preset {text}: it takes agoraFree or easemob."),
    };

    /// <summary>The value of <c>--skew-ms</c>: by how much the hosts' clocks differ.</summary>
    public TimeSpan Skew => TimeSpan.FromMilliseconds(Number("--skew-ms", 0, 60_000) ?? 0);

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => _given.ContainsKey(option);

    /// <param name="command">The command that the arguments are for.</param>
    /// <param name="arguments">What follows the command: <c>--option value</c> or <c>--option=value</c>.</param>
    /// <exception cref="UsageException">An unknown option, or one without its value.</exception>
    public static CommandLine Parse(string command, IEnumerable<string> arguments)
    {
        // Without a host of ours there is nothing to demonstrate, but the rest can serve another host.
        var line = new CommandLine(leastInstances: command == "run" ? 1 : 0);
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            var cut = argument.IndexOf('=', StringComparison.Ordinal);
            var option = cut < 0 ? argument : argument[..cut];
            var isOfThis = (option != "--once" || command == "run")
                && (!OfBenchmarks.Contains(option) || command == "bench");
            if (Flags.Contains(option) && cut < 0 && isOfThis)
            {
                line._given[option] = "";
            }
            else if (Valued.Contains(option) && !Flags.Contains(option) && isOfThis)
            {
                line._given[option] = cut >= 0 ? argument[(cut + 1)..] : rest.TryDequeue(out var value) ? value : "";
                line.Text(option);
            }
            else
            {
                throw new UsageException($"`./dev {command}` has no option {argument}. `./dev help` lists them.");
            }
        }

        return line;
    }

    /// <summary>The stack that the options describe, on the documented ports.</summary>
    /// <exception cref="UsageException">A number is none, or out of its range.</exception>
    public LocalStackOptions ToStackOptions() => new()
    {
        Port = Number("--port", 1, 65_535) ?? 7071,
        SimulatorPort = Number("--simulator-port", 1, 65_535) ?? 7080,
        StoragePort = Number("--storage-port", 1, 65_533) ?? 10_000,
        Instances = Number("--instances", _leastInstances, 32) ?? 1,
        CallsPerMinute = Number("--calls-per-minute", 1, 1_000_000),
        DataFolder = Text("--data"),
        Fresh = _given.ContainsKey("--fresh"),
        Key = Text("--key"),
    };

    /// <summary>The stack of a benchmark: as the options describe, otherwise two hosts on free ports.</summary>
    /// <exception cref="UsageException">A number is none, or out of its range.</exception>
    public LocalStackOptions ToBenchOptions(int callsPerMinute)
    {
        var options = ToStackOptions();
        return options with
        {
            Port = Has("--port") ? options.Port : 0,
            SimulatorPort = Has("--simulator-port") ? options.SimulatorPort : 0,
            StoragePort = Has("--storage-port") ? options.StoragePort : 0,
            Instances = Number("--instances", 1, 32) ?? 2,
            CallsPerMinute = options.CallsPerMinute ?? callsPerMinute,
            InMemoryStorage = options.DataFolder is null,
            ClockSkew = Skew,
        };
    }

    /// <summary>The stack of a benchmark with the documented limits of a plan.</summary>
    /// <exception cref="UsageException">A limit is given beside the preset, or a number is none.</exception>
    public LocalStackOptions ToBenchOptions(BudgetPreset preset) => Has("--calls-per-minute")
        ? throw new UsageException("--preset has its own limits: leave out --calls-per-minute.")
        : ToBenchOptions(callsPerMinute: 0) with { CallsPerMinute = null, Preset = preset };

    private string? Text(string option) =>
        !_given.TryGetValue(option, out var value) ? null
        : value is "" ? throw new UsageException($"{option} needs a value, as in `{option} VALUE`.")
        : value;

    private int? Number(string option, int least, int most) => Text(option) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most => number,
        var text => throw new UsageException($"{option} {text}: it takes a whole number from {least} to {most}."),
    };
}
