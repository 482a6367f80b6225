using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Parcels some of whose calls are refused for one user's sake.</summary>
public sealed class SplitCallsTests : IDisposable
{
    private static readonly Parcel Parcel = Some.Parcel(16, 16, 8);

    private readonly MemoryBed _bed = new();

    private IReadOnlyList<IReadOnlyList<string>> Calls => _bed.FarSide.Calls;

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void One_user_who_spoils_a_call_fails_alone()
    {
        var spoiler = Parcel.Batches[1].Users[11];
        _bed.FarSide.Answer = FarSide.SpoiltBy(spoiler);

        Run(Parcel);

        var row = _bed.Row(Parcel);
        Assert.Equal((ParcelState.Settled, 39, 1, Calls.Count), (row.State, row.Accepted, row.Failed, row.Calls));
        Assert.Equal([spoiler], row.ReadUsers());
        Assert.Equal(
            new(UserOutcome.Failed, "REFUSED", "400 illegal_argument a user is not legal", 1), row.ReadOutcomes()[27]);
        Assert.InRange(Calls.Count, 8, 11);
        var takenTwice = Calls.Where(call => !call.Contains(spoiler)).SelectMany(call => call)
            .GroupBy(user => user).Where(same => same.Count() > 1);
        Assert.Empty(takenTwice);
    }

    [Fact]
    public void Each_further_call_takes_a_slot_that_nobody_fed()
    {
        _bed.FarSide.Answer = FarSide.SpoiltBy(Parcel.Batches[0].Users[0]);

        var key = new BudgetKey(Some.App, BudgetNames.PushSingle);
        var before = DateTimeOffset.MinValue;

        Loop.Run(_bed.Time, async () =>
        {
            before = await _bed.Get<BudgetStore>().ChangeAsync(
                key,
                budget => (true, Feeding.Feed(budget, _bed.Time.Now, calls: 200) + 200 * budget.SpacingAt(_bed.Time.Now)),
                CancellationToken.None);
            await HandleAsync(Parcel);
        });

        var budget = _bed.Budgets.Find<BudgetRow>(Some.App, BudgetNames.PushSingle)!;
        var spacing = Limits.Of(BudgetNames.PushSingle).Spacing;
        // Three calls were fed.
        Assert.True(budget.Feed >= before + (Calls.Count - 3) * spacing, $"{budget.Feed - before} by {Calls.Count} calls");
        Assert.True(budget.Next >= Some.Now + (Calls.Count - 1) * spacing, $"{budget.Next:O} after {Calls.Count} calls");
    }

    [Fact]
    public void A_message_that_nobody_gets_costs_the_next_parcel_five_calls_a_batch()
    {
        _bed.FarSide.Answer = FarSide.SpoiltBy([.. Some.Users(1_000)]);
        Run(Parcel);
        var before = Calls.Count;
        var next = Parcel with { Row = LedgerKey.Parcel(3) };

        Run(next);

        Assert.Equal((40, 40), (_bed.Row(Parcel).Failed, _bed.Row(next).Failed));
        Assert.InRange(before, 10, 50);
        Assert.Equal(15, Calls.Count - before);
    }

    /// <summary>Lists are sorted: users who spoil their calls alike stand together.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(4)]
    public void Good_users_behind_many_spoilers_are_called(int before)
    {
        _bed.FarSide.Answer = FarSide.SpoiltBy([.. Some.Users(150)]);
        Run(Some.Parcel(before));
        var next = Some.Parcel(100, 100);
        next = next with { Row = LedgerKey.Parcel(1), Batches = [next.Batches[1]] };

        Run(next);

        var row = _bed.Row(next);
        Assert.Equal((50, 50), (row.Accepted, row.Failed));
    }

    [Fact]
    public void A_message_of_which_a_call_was_taken_is_not_spoilt()
    {
        var messages = new SpoiledMessages();
        var (message, refused) = (Parcel.Messages[0], CallFailure.NotMade("no"));

        messages.Add("p", message, refused);
        Assert.True(messages.Knows("p", message, refused));
        messages.Taken("p", message);
        Assert.False(messages.Knows("p", message, refused));
        messages.Add("p", message, refused);
        Assert.False(messages.Knows("p", message, refused));
    }

    [Fact]
    public void Another_message_is_found_out_for_itself()
    {
        _bed.FarSide.Answer = FarSide.SpoiltBy([.. Some.Users(1_000)]);
        Run(Some.Parcel(8));
        var before = Calls.Count;

        Run(Some.Parcel(8) with
        {
            Row = LedgerKey.Parcel(1), Messages = [Some.Json("""{"title":"Order 18","content":"It is late."}""")],
        });

        Assert.Equal(before * 2, Calls.Count);
    }

    [Fact]
    public void A_part_that_fails_otherwise_is_tried_again_and_the_rest_goes_on()
    {
        var batch = Some.Parcel(8);
        var spoilt = FarSide.SpoiltBy(batch.Batches[0].Users[0]);
        _bed.FarSide.Answer = users =>
            users.Count == 4 && users[0] == "user000004" ? FarSide.Refusal(503, "gateway", "down") : spoilt(users);

        Run(batch);

        var row = _bed.Row(batch);
        Assert.Equal((3, 1, 4, 4), (row.Accepted, row.Failed, row.Retrying, row.PossiblyTwice));
    }

    /// <summary>A process dies while it halves; what it had written down by then is not called again.</summary>
    [Fact]
    public async Task Whoever_takes_over_calls_only_the_undecided_of_a_batch()
    {
        var parcel = Some.Parcel(100, 100);
        var held = await _bed.HoldAsync(parcel);
        await held.MarkSendingAsync(held.OpenBatches);
        for (var user = 0; user < 70; user++) held.Book[user] = Some.Accepted;
        await held.ProlongAsync();
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        Run(parcel);

        Assert.Equal([parcel.Batches[0].Users.Skip(70), parcel.Batches[1].Users], Calls.OrderBy(call => call[0]));
        var row = _bed.Row(parcel);
        Assert.Equal((200, 130, 2), (row.Accepted, row.PossiblyTwice, row.Calls));
    }

    [Fact]
    public void A_push_that_is_paused_while_it_is_halved_keeps_what_is_decided()
    {
        var push = Some.Push(16);
        var parcel = Some.Parcel(16);
        var spoilt = FarSide.SpoiltBy(parcel.Batches[0].Users[15]);
        _bed.FarSide.Answer = users =>
        {
            if (users.Count <= 4) PauseAsync(push).Wait();
            return spoilt(users);
        };

        Loop.Run(_bed.Time, async () =>
        {
            await _bed.Pushes.AddEntityAsync(push);
            await HandleAsync(parcel);
        });

        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Released, null), (row.State, row.Sent));
        Assert.InRange(row.Accepted, 8, 14);
        Assert.Equal((0, Calls.Count), (row.PossiblyTwice, row.Calls));
    }

    private async Task PauseAsync(PushRow push)
    {
        if (_bed.Pushes.Find<PushRow>(push.PushId, LedgerKey.Push)!.State == PushState.Paused) return;
        await _bed.Get<PushFunctions.Control.PushControl>().DoAsync(
            push.PushId, PushFunctions.Control.ControlAction.Pause, CancellationToken.None);
        // Another process reads the names every two seconds; here a slot is 50 ms.
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
    }

    private void Run(Parcel parcel) => Loop.Run(_bed.Time, () => HandleAsync(parcel));

    private Task HandleAsync(Parcel parcel) =>
        _bed.Handler.HandleAsync("m", BinaryData.FromBytes(Some.Bytes(parcel)), CancellationToken.None);
}
