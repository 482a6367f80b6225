using FsCheck.Fluent;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class PlacesTests
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.Tasks);

    private readonly Budget _budget = new(new(), DocumentedBudgets.Of(BudgetPreset.Agora, BudgetNames.Tasks));

    [Fact]
    public void Three_tasks_run_at_the_same_time_and_others_wait_for_the_first_that_ends()
    {
        Assert.Equal([0, 10, 20], [Take("a", 0), Take("b", 10), Take("c", 20)]);

        Assert.Equal([300, 310], [Take("d", 30), Take("e", 31)]);

        Assert.Equal(3, Places.Taken(_budget, At(30)));
        Assert.Equal(300, Take("d", 300));
        Assert.Equal(3, Places.Taken(_budget, At(300)));
    }

    [Fact]
    public void Who_asks_again_keeps_the_place_and_the_turn()
    {
        foreach (var holder in new[] { "a", "b", "c", "d" }) Take(holder, 0);

        Assert.Equal((0, 300), (Take("a", 299), Take("d", 299)));
        Assert.Equal(3, Places.Taken(_budget, At(299)));
        Assert.Equal(1, Places.Taken(_budget, At(300)));
    }

    [Fact]
    public void A_place_given_back_goes_to_who_waited_longest()
    {
        foreach (var holder in new[] { "a", "b", "c", "d", "e" }) Take(holder, 0);

        Assert.True(Places.GiveBack(_budget, At(10), "b"));
        Assert.False(Places.GiveBack(_budget, At(10), "b"));

        Assert.Equal((10, 300), (Take("d", 10), Take("e", 10)));
    }

    [Fact]
    public void A_place_lasts_from_its_call_and_who_waits_for_it_waits_as_long()
    {
        foreach (var holder in new[] { "a", "b", "c", "d" }) Take(holder, 0);

        foreach (var holder in new[] { "a", "b", "c" }) Places.Begin(_budget, At(1), holder, At(4));

        Assert.Equal(304, Take("d", 5));
    }

    [Fact]
    public void When_fewer_places_are_left_than_are_taken_one_waits_until_there_is_one()
    {
        foreach (var no in Enumerable.Range(0, 3)) Take($"{no}", no * 10);

        var fewer = _budget with { Terms = _budget.Terms with { Places = 1 } };

        Assert.Equal(At(320), Places.Take(fewer, At(30), "d").Begins);
    }

    [Fact]
    public void So_many_wait_that_the_column_takes_and_others_ask_again()
    {
        for (var no = 0; no < Places.Most; no++) Assert.True(Places.Take(_budget, At(0), $"{new string('x', 30)}-{no}").Changed);

        Assert.False(Places.Take(_budget, At(0), "late").Changed);
        Assert.InRange(_budget.Row.Places!.Length, 1, 32 * 1024);
    }

    [Fact]
    public void There_never_are_more_than_permitted() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var running = new Dictionary<string, double>();
            var budget = new Budget(new(), _budget.Terms);
            for (double second = 0; second < 2_000; second += random.Next(60))
            {
                var holder = $"{random.Next(12)}";
                foreach (var (over, _) in running.Where(place => place.Value <= second).ToList()) running.Remove(over);
                if (random.Next(4) == 0 && Places.GiveBack(budget, At(second), holder))
                {
                    running.Remove(holder);
                }
                else if (Places.Take(budget, At(second), holder).Begins <= At(second) && !running.ContainsKey(holder))
                {
                    Places.Begin(budget, At(second), holder, At(second));
                    running[holder] = second + 300;
                }

                Assert.InRange(running.Count, 0, 3);
                Assert.InRange(Places.Taken(budget, At(second)), running.Count, 3);
            }
        });

    [Fact]
    public async Task Processes_share_them()
    {
        var (table, time) = (new MemoryTable(), new ManualTime());
        var begins = new List<double>();
        foreach (var holder in new[] { "a", "b", "c", "d" })
        {
            var begin = await Limits.Store(table, time).ChangeAsync(
                Key, budget => Places.Take(budget, time.Now, holder), CancellationToken.None);
            begins.Add((begin - time.Now).TotalSeconds);
        }

        Assert.Equal([0, 0, 0, 300], begins);
    }

    /// <returns>The second in which the place begins.</returns>
    private double Take(string holder, double second) =>
        (Places.Take(_budget, At(second), holder).Begins - Some.Now).TotalSeconds;

    private static DateTimeOffset At(double seconds) => Some.Now.AddSeconds(seconds);
}
