using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Chaos;

/// <summary>What became of the users of all plans.</summary>
/// <param name="Instances">Hosts that shared the work.</param>
/// <param name="Calm">The first plan's pushes, while nothing went wrong.</param>
/// <param name="Plans">What became of each plan.</param>
internal sealed record ChaosResult(int Instances, PlanResult Calm, IReadOnlyList<PlanResult> Plans)
{
    private const int LeastPlans = 30;

    /// <summary>Whether enough is to be run that a figure can be given.</summary>
    public bool IsFull { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("first seed", Calm.Seed, "0"),
        IsFull ? Figure.AtLeast("plans", Plans.Count, LeastPlans) : Figure.Told("plans", Plans.Count),
        Figure.Told("users", Plans.Sum(plan => (double)plan.Users)),
        Figure.Told("hosts killed", Plans.Sum(plan => plan.Kills)),
        Figure.Exactly("users without an outcome at the end", Sum(DiscrepancyKind.WithoutOutcome), 0),
        Figure.Exactly("users accepted whom the far side never saw", Sum(DiscrepancyKind.AcceptedUnseen), 0),
        Figure.Exactly("users told twice without possiblyTwice", Sum(DiscrepancyKind.TwiceUnsaid), 0),
        Figure.Exactly("users told who are said not to be", Sum(DiscrepancyKind.ToldUnsaid), 0),
        Figure.Exactly("other discrepancies", All.Sum(plan => plan.Discrepancies.Count), 0),
        Figure.Exactly("users told twice while nothing went wrong", Calm.Twice, 0),
        Figure.Told("users told twice", Plans.Sum(plan => plan.Twice)),
        Figure.Told("users who may have been", Plans.Sum(plan => plan.PossiblyTwice)),
        Figure.Told("seconds from the last fault to the end, at most", Plans.Max(plan => plan.SecondsToEnd)),
    ];

    private IEnumerable<PlanResult> All => [Calm, .. Plans];

    private int Sum(DiscrepancyKind kind) => All.Sum(plan => plan.UsersWith(kind));
}
