using System.Globalization;

namespace PushFunctions.Dev.Fuzz;

/// <summary>What the door made of generated requests.</summary>
/// <param name="Seed">Makes the same requests again.</param>
/// <param name="First">The number of the first.</param>
/// <param name="Answers">How often each status came; 0: no answer, to what was hardly HTTP.</param>
/// <param name="Pushes">Pushes that were promised, all of them kept.</param>
/// <param name="Users">Users of theirs.</param>
/// <param name="Failures">What went wrong.</param>
internal sealed record FuzzResult(
    int Seed, long First, IReadOnlyDictionary<int, int> Answers, int Pushes, long Users, IReadOnlyList<string> Failures)
{
    public bool IsClean => Failures.Count == 0;

    public int Count => Answers.Values.Sum();

    public IEnumerable<(string Figure, string Value)> Rows() =>
    [
        ("seed", Text(Seed)),
        ("requests", Text(Count)),
        .. Answers.OrderBy(answer => answer.Key)
            .Select(answer => (answer.Key == 0 ? "without an answer" : $"answered {answer.Key}", Text(answer.Value))),
        ("pushes, all of them as promised", Text(Pushes)),
        ("their users", Text(Users)),
        ("failures", Text(Failures.Count)),
    ];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
