using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class PushProgressTests
{
    [Fact]
    public void Counts_are_those_of_the_users_whatever_happens() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var history = new PushHistory(seed);
        for (var turn = 0; turn < 40; turn++)
        {
            history.Happen();

            var counts = PushProgress.Count(history.Push, history.Above);

            Assert.Equal(Expected(history), counts);
        }
    });

    [Fact]
    public void Marks_move_up_to_the_first_parcel_that_is_open_or_ordinary_and_due() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var history = new PushHistory(seed);
        for (var turn = 0; turn < 30; turn++)
        {
            history.Happen();
            history.Move();

            Assert.Equal((history.FirstOpenBatch, history.FirstOpenRetry), (history.Push.Mark, history.Push.RetryMark));
            Assert.Equal(history.IsAllDone, PushProgress.IsAtEnd(history.Push));
            Assert.False(history.Move());
        }
    });

    [Fact]
    public void When_everybody_has_an_end_the_push_alone_has_all_counts() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var history = new PushHistory(seed);

        history.Finish();
        history.Move();

        Assert.Empty(history.Above);
        Assert.True(PushProgress.IsAtEnd(history.Push));
        Assert.Equal(Expected(history), PushProgress.Count(history.Push, []));
    });

    [Fact]
    public void A_push_that_is_not_fed_is_not_at_its_end()
    {
        var push = Some.Push(250);
        push.NextBatch = 2;
        push.Mark = 2;

        Assert.False(PushProgress.IsAtEnd(push));
    }

    [Theory]
    [InlineData(0, 350)]
    [InlineData(2, 200)]
    [InlineData(3, 100)]
    [InlineData(4, 50)]
    public void Whom_no_step_has_fed_can_expire_at_once_and_the_rest_is_the_push(int fed, int expired)
    {
        // Batches of 100 and 50, 100, 50 and 50 users.
        var push = Some.Push(150, 100, 50, 50);
        push.NextBatch = fed;

        Assert.Equal(expired, PushProgress.ExpireUnfed(push, new(push.ReadGroups())));

        Assert.Equal((expired, 350 - expired), (push.Expired, PushProgress.Count(push, []).Pending));
        Assert.Equal((fed, UserOutcome.Expired), (push.CutAt, push.CutAs));
        Assert.Equal((true, fed == 0), (push.IsFed, PushProgress.IsAtEnd(push)));
        PushProgress.Move(push, [.. Enumerable.Range(0, fed).Select(Accepted)], []);
        Assert.True(PushProgress.IsAtEnd(push));
    }

    [Fact]
    public void A_gap_stops_the_mark()
    {
        var push = Some.Push(300);

        Assert.True(PushProgress.Move(push, [Accepted(0), Accepted(2)], []));

        Assert.Equal((1, 100), (push.Mark, push.Accepted));
    }

    [Fact]
    public void Calls_and_possible_doubles_count_before_a_parcel_is_settled()
    {
        var open = Accepted(0);
        (open.State, open.Accepted, open.Calls, open.PossiblyTwice) = (ParcelState.Sending, 0, 2, 5);

        var counts = PushProgress.Count(Some.Push(100), [open]);

        Assert.Equal((100, 2, 5), (counts.Pending, counts.Calls, counts.PossiblyTwice));
    }

    private static ParcelRow Accepted(int batch) => new()
    {
        RowKey = LedgerKey.Parcel(batch),
        State = ParcelState.Settled,
        Batches = 1,
        Count = 100,
        Accepted = 100,
    };

    private static PushCounts Expected(PushHistory history) => new(
        history.CountOf(UserOutcome.Pending), history.CountOf(UserOutcome.Accepted),
        history.CountOf(UserOutcome.Retrying),
        history.CountOf(UserOutcome.Failed), history.CountOf(UserOutcome.Dead), history.CountOf(UserOutcome.Expired),
        history.CountOf(UserOutcome.Cancelled), history.CountOf(UserOutcome.Unknown), PossiblyTwice: 0, Calls: 0);
}
