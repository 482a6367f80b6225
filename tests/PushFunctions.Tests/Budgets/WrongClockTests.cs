using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class WrongClockTests : DeskTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.6);

    [Theory]
    [InlineData(1)]
    [InlineData(1_200)]
    public async Task A_clock_that_ran_an_hour_ahead_stops_nobody_for_longer_than_a_window(int callsPerMinute)
    {
        Rate = Limits.PerMinute(callsPerMinute);
        await ReserveAsync(Time.Now.AddHours(1));

        var slot = (await TakeAsync(Desk(), calls: 1))[0];

        Assert.InRange(slot.At - Some.Now, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    [Fact]
    public async Task Who_is_held_back_for_long_is_not_taken_for_a_wrong_clock()
    {
        await ReserveAsync(Time.Now);
        var held = Time.Now.AddMinutes(3);
        await ChangeAsync(budget => (budget.Row.Next, budget.Row.HeldUntil) = (held, held));

        await ChangeAsync(_ => { });

        Assert.Equal(held, Row.Next);
    }

    [Fact]
    public void A_clock_that_is_set_back_an_hour_keeps_nobody_waiting_for_an_hour()
    {
        var desk = new DeskPolicy<object>(Rate, _ => false, (_, _) => true);
        desk.Add(new(), new(Urgency: 0, Begun: false, Some.Now, Fed: false));
        var nothingFree = new DeskReservation(0, Some.Now.AddSeconds(5), Rate.Spacing, Rate.Tolerance, []);
        desk.Take(desk.Wish(Some.Now)!, nothingFree, Some.Now);

        var now = Some.Now.AddHours(-1);

        Assert.Null(desk.Wish(now));
        Assert.Equal(now.AddSeconds(1), desk.WakeAt);
        Assert.NotNull(desk.Wish(now.AddSeconds(1)));
    }

    private Task ReserveAsync(DateTimeOffset now) =>
        ChangeAsync(budget => BudgetArithmetic.Reserve(budget, now, 3, unfed: 0, now + Soon));

    private Task ChangeAsync(Action<Budget> change) => Store().ChangeAsync(
        Key,
        budget =>
        {
            change(budget);
            return (true, true);
        },
        CancellationToken.None);
}
