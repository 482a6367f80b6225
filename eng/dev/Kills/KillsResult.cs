using System.Globalization;
using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Kills;

/// <summary>What became of the work of killed hosts.</summary>
internal sealed record KillsResult
{
    private const int LeastKills = 100;
    private const double MostSeconds = 60;
    private const int BarSeconds = 10;

    public required int Seed { get; init; }

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>Whether enough hosts are to be killed that a percentile can be given.</summary>
    public required bool IsFull { get; init; }

    public required IReadOnlyList<HostKill> Kills { get; init; }

    /// <summary>The batches any of whose users the far side was asked to tell more than once.</summary>
    public required IReadOnlyList<MarkedBatch> DoubledBatches { get; init; }

    /// <summary>Users to whom pushes were promised.</summary>
    public required int Users { get; init; }

    /// <summary>Of these, by the ledger.</summary>
    public required int Accepted { get; init; }

    /// <summary>Users whom the far side told.</summary>
    public required int Told { get; init; }

    /// <summary>Kills of hosts that held work: the others leave nothing to be resumed.</summary>
    private IReadOnlyList<HostKill> Judged => [.. Kills.Where(kill => kill.HeldWork)];

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("seed", Seed, "0"),
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("hosts killed", Kills.Count),
        IsFull
            ? Figure.AtLeast("of them with work in hand", Judged.Count, LeastKills)
            : Figure.Told("of them with work in hand", Judged.Count),
        Figure.AtMost("seconds until their work was resumed, p99", Seconds(0.99), MostSeconds, "0.0"),
        Figure.Told("the same, p50", Seconds(0.5), "0.0"),
        Figure.Told("the same, at most", Seconds(1), "0.0"),
        .. Histogram(),
        Figure.Exactly("parts of work that nobody resumed", Kills.Sum(kill => kill.Lost.Count), 0),
        Figure.Told("batches marked at a kill, at most", Kills.Max(kill => kill.Marked.Count)),
        Figure.Told("batches told twice for a kill, at most", Kills.Max(DoubledBy)),
        Figure.Told("batches told twice", DoubledBatches.Count),
        Figure.Exactly("batches told twice that no kill had marked", DoubledBatches.Except(Marked).Count(), 0),
        Figure.Exactly("users accepted, by the ledger", Accepted, Users),
        Figure.AtLeast("users told, by the far side", Told, Users),
    ];

    private IEnumerable<MarkedBatch> Marked => Kills.SelectMany(kill => kill.Marked);

    private int DoubledBy(HostKill kill) => kill.Marked.Intersect(DoubledBatches).Count();

    private double Seconds(double share) =>
        Judged.Count == 0 ? 0 : Percentiles.Of(Judged.Select(kill => kill.SecondsToResume), share);

    private IEnumerable<Figure> Histogram()
    {
        var bars = Judged.GroupBy(kill => (int)kill.SecondsToResume / BarSeconds).ToDictionary(
            bar => bar.Key, bar => bar.Count());
        for (var bar = 0; bars.Count > 0 && bar <= bars.Keys.Max(); bar++)
        {
            var count = bars.GetValueOrDefault(bar);
            var (from, to) = (bar * BarSeconds, (bar + 1) * BarSeconds);
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"  resumed after {from} to {to} s"),
                string.Create(CultureInfo.InvariantCulture, $"{count,4} {new string('#', (count + 1) / 2)}"));
        }
    }
}
