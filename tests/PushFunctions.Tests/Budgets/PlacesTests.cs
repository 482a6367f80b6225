using FsCheck.Fluent;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class PlacesTests
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.Tasks);

    private readonly Budget _budget = new(new(), DocumentedBudgets.Of(BudgetPreset.Agora, BudgetNames.Tasks));

    [Fact]
    public void Three_tasks_run_at_the_same_time_and_the_fourth_waits_for_the_first()
    {
        Assert.Null(Take("a", seconds: 0));
        Assert.Null(Take("b", seconds: 10));
        Assert.Null(Take("c", seconds: 20));

        Assert.Equal(TimeSpan.FromSeconds(270), Take("d", seconds: 30));

        Assert.Equal(3, Places.Taken(_budget, At(30)));
        Assert.Null(Take("d", seconds: 300));
        Assert.Equal(TimeSpan.FromSeconds(9), Take("e", seconds: 301));
    }

    [Fact]
    public void A_place_given_back_is_free()
    {
        foreach (var holder in new[] { "a", "b", "c" }) Take(holder, seconds: 0);

        Assert.True(Places.GiveBack(_budget, At(1), "b"));
        Assert.False(Places.GiveBack(_budget, At(1), "b"));

        Assert.Null(Take("d", seconds: 1));
        Assert.NotNull(Take("b", seconds: 1));
    }

    [Fact]
    public void Who_asks_again_has_the_same_place_for_the_same_time()
    {
        Take("a", seconds: 0);

        Assert.Null(Take("a", seconds: 299));

        Assert.Equal(1, Places.Taken(_budget, At(299)));
        Assert.Equal(0, Places.Taken(_budget, At(300)));
    }

    [Fact]
    public void When_fewer_places_are_left_than_are_taken_one_waits_until_there_is_one()
    {
        foreach (var no in Enumerable.Range(0, 3)) Take($"{no}", seconds: no * 10);

        var fewer = _budget with { Terms = _budget.Terms with { Places = 1 } };

        Assert.Equal(TimeSpan.FromSeconds(290), Places.Take(fewer, At(30), "d"));
    }

    [Fact]
    public void There_never_are_more_than_permitted() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var taken = new Dictionary<string, double>();
            var budget = new Budget(new(), _budget.Terms);
            for (double second = 0; second < 2_000; second += random.Next(60))
            {
                var holder = $"{random.Next(12)}";
                foreach (var (over, _) in taken.Where(place => place.Value <= second).ToList()) taken.Remove(over);
                if (random.Next(4) == 0 && Places.GiveBack(budget, At(second), holder)) taken.Remove(holder);
                else if (Places.Take(budget, At(second), holder) is null) taken.TryAdd(holder, second + 300);

                Assert.InRange(taken.Count, 0, 3);
                Assert.Equal(taken.Count, Places.Taken(budget, At(second)));
            }
        });

    [Fact]
    public async Task Processes_share_them()
    {
        var (table, time) = (new MemoryTable(), new ManualTime());
        var waits = new List<TimeSpan?>();
        foreach (var holder in new[] { "a", "b", "c", "d" })
        {
            waits.Add(await Limits.Store(table, time).ChangeAsync(
                Key,
                budget =>
                {
                    var wait = Places.Take(budget, time.Now, holder);
                    return (wait is null, wait);
                },
                CancellationToken.None));
        }

        Assert.Equal([null, null, null, TimeSpan.FromMinutes(5)], waits);
    }

    private TimeSpan? Take(string holder, double seconds) => Places.Take(_budget, At(seconds), holder);

    private static DateTimeOffset At(double seconds) => Some.Now.AddSeconds(seconds);
}
