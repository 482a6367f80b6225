using PushFunctions.Dev.Chaos;
using PushFunctions.Dev.Run;

namespace PushFunctions.EndToEnd.Tests.Dev.Chaos;

public sealed class AccountantTests
{
    private static readonly PlannedPush Push = new(TimeSpan.Zero, "p", 4);

    [Fact]
    public void Everyone_told_once_is_in_order() => Assert.Empty(Compare(Book()));

    [Fact]
    public void Who_failed_need_not_be_told()
    {
        var book = Book(("accepted", 3), ("failed", 1)) with
        {
            Told = Told(0, 1, 2), Stories = [new(Push.Users[3], "failed", false)],
        };

        Assert.Empty(Compare(book));
    }

    [Fact]
    public void Who_was_told_twice_must_be_named()
    {
        var told = new SimulatorTold(4, new Dictionary<string, int> { [Push.Users[3]] = 3 }, [.. Push.Users.Take(3)]);
        var named = Book() with { Told = told, Stories = [new(Push.Users[3], "accepted", true)] };
        named = named with { Status = named.Status with { PossiblyTwice = 1 } };

        Assert.Empty(Compare(named));
        Assert.Equal(
            (DiscrepancyKind.TwiceUnsaid, 1),
            Users(named with { Stories = [new(Push.Users[3], "accepted", false)] }));
        Assert.Equal(
            (DiscrepancyKind.TwiceUnsaid, 0), Users(named with { Status = named.Status with { PossiblyTwice = 0 } }));
    }

    [Fact]
    public void Who_is_accepted_must_have_been_told()
    {
        var unseen = Book() with { Told = Told(0, 1, 2), Stories = [new(Push.Users[3], "accepted", false)] };
        // The counts fit: the far side told somebody of whom the ledger says that it failed.
        var mistaken = unseen with { Status = Status(("accepted", 3), ("failed", 1)) };

        Assert.Equal((DiscrepancyKind.AcceptedUnseen, 1), Users(unseen));
        Assert.Equal((DiscrepancyKind.AcceptedUnseen, 1), Users(mistaken));
    }

    [Theory]
    [InlineData("failed", false, 1)]
    [InlineData("dead", false, 1)]
    [InlineData("expired", false, 1)]
    [InlineData("dead", true, 0)]
    [InlineData("unknown", false, 0)]
    public void Who_was_told_is_not_said_to_have_failed_for_sure(string outcome, bool possiblyTwice, int wrong)
    {
        var found = Compare(Book(("accepted", 3), (outcome, 1)) with
        {
            Stories = [new(Push.Users[3], outcome, possiblyTwice)],
        });

        Assert.Equal(wrong, found.Count(each => each.Kind == DiscrepancyKind.ToldUnsaid));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("retrying")]
    public void Everyone_must_have_an_outcome(string open) =>
        Assert.Equal((DiscrepancyKind.WithoutOutcome, 1), Users(Book(("accepted", 3), (open, 1)) with
        {
            Told = Told(0, 1, 2), Stories = [new(Push.Users[3], open, false)],
        }));

    [Fact]
    public void The_counts_must_sum_to_all_who_were_posted() =>
        Assert.Equal((DiscrepancyKind.WithoutOutcome, 1), Users(Book(("accepted", 3)) with
        {
            Told = Told(0, 1, 2), Stories = [new(Push.Users[3], "failed", false)],
        }));

    [Fact]
    public void Those_not_told_once_are_asked_for()
    {
        var told = new SimulatorTold(3, new Dictionary<string, int> { [Push.Users[3]] = 2 }, [.. Push.Users.Take(2)]);

        Assert.Equal(Push.Users.Skip(2), PushBook.Doubtful(Push, told, Push.Users.Skip(3)));
        Assert.Equal(Push.Users.Skip(1), PushBook.Doubtful(Push, told, [Push.Users[1]]));
    }

    private static IReadOnlyList<Discrepancy> Compare(PushBook book) => [.. Accountant.Compare(book)];

    private static (DiscrepancyKind, int) Users(PushBook book)
    {
        var found = Assert.Single(Compare(book));
        return (found.Kind, found.Users);
    }

    private static PushBook Book() => Book(("accepted", 4));

    private static PushBook Book(params (string Outcome, int Users)[] counts) =>
        new(Push, Status(counts), Told(0, 1, 2, 3), []);

    private static PushStatus Status(params (string Outcome, int Users)[] counts) => new(
        "id", "finished", null, Push.Count, counts.ToDictionary(count => count.Outcome, count => count.Users), 0, 1);

    private static SimulatorTold Told(params int[] once) => new(
        once.Length, new Dictionary<string, int>(), [.. once.Select(user => Push.Users[user])]);
}
