using PushFunctions.Dev.Load;

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
    public int Count => Answers.Values.Sum();

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("seed", Seed, "0"),
        Figure.Told("requests", Count),
        .. Answers.OrderBy(answer => answer.Key).Select(answer =>
            Figure.Told(answer.Key == 0 ? "without an answer" : $"answered {answer.Key}", answer.Value)),
        Figure.Told("pushes, all of them as promised", Pushes),
        Figure.Told("their users", Users),
        Figure.Exactly("failures", Failures.Count, 0),
    ];
}
