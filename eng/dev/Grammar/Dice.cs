using System.Diagnostics.CodeAnalysis;

namespace PushFunctions.Dev.Grammar;

/// <summary>Chance with a seed: the same seed and number throw the same.</summary>
internal sealed class Dice(int seed, long number)
{
    private const int Spread = 1_000_003;

    [SuppressMessage("Security", "CA5394", Justification = "It must be the same again; nothing is kept secret by it.")]
    private readonly Random _random = new(unchecked(seed * Spread + (int)number));

    /// <summary>Names the thing thrown for, alone of its kind in a run.</summary>
    public string Name { get; } = $"fuzz-{seed}-{number}";

    /// <summary>From 0 up to, but not, the number.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    public int Below(int end) => _random.Next(end);

    /// <summary>Whether it happens, as often as one time in so many.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
