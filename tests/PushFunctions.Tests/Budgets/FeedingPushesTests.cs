using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class FeedingPushesTests
{
    private readonly BudgetRow _row = new();

    [Fact]
    public void A_push_that_is_alone_feeds_whole_rounds_again()
    {
        foreach (var push in (string[])["first", "second", "third"]) Note(push);
        Assert.Equal(3, CountWith("first", Some.Now));

        Note("second", left: 0);

        Assert.Equal(2, CountWith("first", Some.Now.AddSeconds(9)));
        Assert.Equal(1, CountWith("first", Some.Now.AddSeconds(12)));
    }

    [Fact]
    public void Of_many_pushes_none_is_forgotten_before_its_turn()
    {
        for (var push = 0; push < 100; push++) Note($"{push:000}", dueIn: 80);

        Assert.Equal(100, CountWith("000", Some.Now.AddSeconds(89)));
        Assert.Equal(1, CountWith("000", Some.Now.AddSeconds(91)));
    }

    [Fact]
    public void They_are_told_in_the_order_of_their_turns_with_what_they_have_left()
    {
        Note("second", dueIn: 1, left: 5);
        Note("third", dueIn: 1, left: 7);
        Note("first", dueIn: 0, left: 3);
        Note("second", dueIn: 2, left: 4);

        Assert.Equal(
            [("first", 3), ("third", 7), ("second", 4)],
            FeedingPushes.InTurn(_row, Some.Now).Select(push => (push.Name, push.Left)));
    }

    [Fact]
    public void Who_leaves_is_not_reckoned_with_any_more()
    {
        Note("first");
        Note("second");

        Assert.True(FeedingPushes.Forget(_row, "first", Some.Now));
        Assert.False(FeedingPushes.Forget(_row, "first", Some.Now));

        Assert.Equal("second", Assert.Single(FeedingPushes.InTurn(_row, Some.Now)).Name);
    }

    [Fact]
    public void Pushes_are_told_apart_by_the_first_letters_of_their_ids()
    {
        Note(Some.PushId);

        Assert.True(Assert.Single(FeedingPushes.InTurn(_row, Some.Now)).IsNamed(Some.PushId));
        Assert.Equal(2, CountWith($"z{Some.PushId[1..]}", Some.Now));
    }

    [Fact]
    public void At_most_two_hundred_are_remembered()
    {
        for (var push = 0; push < 300; push++) Note($"{push:0000}{Some.PushId[4..]}", left: 100_000);

        Assert.Equal(FeedingPushes.Most, CountWith("0299", Some.Now) - 1);
        Assert.InRange(_row.FeedingPushes!.Length, 1, 6_000);
    }

    private void Note(string push, double dueIn = 1, int left = 100) =>
        FeedingPushes.Note(_row, push, Some.Now, Some.Now.AddSeconds(dueIn), left);

    private int CountWith(string push, DateTimeOffset now) => FeedingPushes.CountWith(_row, push, now);
}
