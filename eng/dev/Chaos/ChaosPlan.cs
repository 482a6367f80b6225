using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace PushFunctions.Dev.Chaos;

/// <summary>Who is told what and when, and what goes wrong meanwhile: all of it drawn from a seed.</summary>
internal sealed record ChaosPlan(int Seed, IReadOnlyList<PlannedPush> Pushes, IReadOnlyList<ChaosFault> Faults)
{
    /// <summary>Longer than a call may take by <see cref="ChaosSettings"/>.</summary>
    private const int LateMilliseconds = 3_000;

    /// <summary>Each third of them goes to members of a label.</summary>
    private const int MembersEvery = 3;

    private const double LargestShareOfUsers = 0.3;
    private const double SmallestShare = 0.01;

    // Singles, one call, a part of a step, several steps.
    private static readonly int[] Sizes = [1, 1, 40, 100, 101, 700, 1_500];

    /// <summary>The plan of a seed; the same each time.</summary>
    /// <param name="seed">Whatever is to be repeated.</param>
    /// <param name="hosts">How many there are to be killed.</param>
    /// <param name="shape">How much goes wrong.</param>
    public static ChaosPlan Create(int seed, int hosts, ChaosShape shape)
    {
        var dice = new Chance(seed);
        // A large one first, so that there is something to disturb from the beginning.
        List<PlannedPush> pushes = [new(TimeSpan.Zero, $"chaos{seed}p0", Sizes[^1])];
        pushes.AddRange(Enumerable.Range(1, shape.Pushes - 1).Select(
            number => new PlannedPush(dice.Below(shape.Length), $"chaos{seed}p{number}", dice.Of(Sizes))
            {
                IsToMembers = number % MembersEvery == 0,
            }));
        return new(seed, pushes, shape.IsCalm ? [] : [.. DrawFaults(dice, hosts, shape).OrderBy(fault => fault.At)]);
    }

    /// <summary>For people: what happens when.</summary>
    public IEnumerable<string> Lines() => Faults.Select(fault => $"{fault}");

    private static IEnumerable<ChaosFault> DrawFaults(Chance dice, int hosts, ChaosShape shape)
    {
        for (var kill = 0; kill < shape.Kills; kill++)
            yield return new ChaosFault.HostKilled(dice.Below(shape.Length), dice.Below(hosts));
        for (var illness = 0; illness < shape.Illnesses; illness++)
        {
            yield return new ChaosFault.FarSideIll(
                dice.Below(shape.Length), Between(dice, shape.LongestIllness), Illness(dice));
        }

        yield return new ChaosFault.StorageAway(dice.Below(shape.Length), Between(dice, shape.LongestAway));
    }

    private static TimeSpan Between(Chance dice, TimeSpan longest) => (longest / 8) + dice.Below(longest * 7 / 8);

    private static JsonObject Illness(Chance dice)
    {
        var fault = dice.Below(9) switch
        {
            0 => new JsonObject { ["status"] = 429 },
            1 => new JsonObject { ["status"] = 503 },
            2 => new JsonObject { ["status"] = 500 },
            3 => new JsonObject { ["delay"] = LateMilliseconds },
            4 => new JsonObject { ["lostAnswer"] = true },
            5 => new JsonObject { ["reset"] = true },
            6 => new JsonObject { ["body"] = dice.Of("<html>Bad gateway</html>", "{\"data\":[{\"id\"", "", "null") },
            7 => new JsonObject { ["pushStatus"] = "ERROR", ["desc"] = "internal error" },
            _ => new JsonObject
            {
                ["pushStatus"] = "FAIL", ["desc"] = dice.Of("no push binding", "never heard of"),
            },
        };
        fault["endpoint"] = "push/single";
        // Of users a small part, of calls a large one.
        var share = dice.Share() * (fault.ContainsKey("pushStatus") ? LargestShareOfUsers : 1);
        fault["share"] = Math.Max(SmallestShare, Math.Round(share, 2));
        fault["seed"] = dice.Below(int.MaxValue);
        return fault;
    }

    /// <summary>Draws from a seed.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "It must be the same again; nothing is kept secret by it.")]
    private sealed class Chance(int seed)
    {
        private readonly Random _random = new(seed);

        public int Below(int end) => _random.Next(end);

        public TimeSpan Below(TimeSpan end) => TimeSpan.FromMilliseconds(_random.Next((int)end.TotalMilliseconds));

        public double Share() => _random.NextDouble();

        public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
    }
}
