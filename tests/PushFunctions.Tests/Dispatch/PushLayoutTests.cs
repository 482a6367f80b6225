using FsCheck.Fluent;
using PushFunctions.Dispatch;

namespace PushFunctions.Tests.Dispatch;

public sealed class PushLayoutTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(100, new[] { 100 })]
    [InlineData(101, new[] { 100, 1 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public void Users_of_one_message_fall_into_batches_of_at_most_100(int users, int[] sizes)
    {
        var layout = Some.Layout(users);

        Assert.Equal(sizes, Enumerable.Range(0, sizes.Length).Select(layout.UsersOf));
    }

    [Fact]
    public void A_batch_never_has_users_of_two_messages()
    {
        var layout = Some.Layout(150, 1, 200);

        Assert.Equal([0, 0, 1, 2, 2], Enumerable.Range(0, 5).Select(layout.GroupOf));
        Assert.Equal([100, 50, 1, 100, 100], Enumerable.Range(0, 5).Select(layout.UsersOf));
    }

    [Fact]
    public void Each_of_any_number_of_groups_has_the_batches_behind_those_of_the_last() => Holds.ForAll(
        Gen.Choose(1, 350).ListOf(),
        users =>
        {
            var layout = Some.Layout([1, .. users]);

            var groups = layout.Groups.SelectMany((group, no) => Enumerable.Repeat(no, group.Batches)).ToList();
            Assert.Equal(groups, Enumerable.Range(0, groups.Count).Select(layout.GroupOf));
            Assert.Equal(
                layout.Groups.Select(group => group.Users),
                groups.Zip(Enumerable.Range(0, groups.Count).Select(layout.UsersOf))
                    .GroupBy(batch => batch.First, batch => batch.Second).Select(batches => batches.Sum()));
        });

    [Theory]
    [InlineData(12_000, 10, 398)]
    [InlineData(1_200, 4, 40)]
    [InlineData(120, 1, 4)]
    [InlineData(1, 1, 1)]
    public void A_step_feeds_two_seconds_and_a_parcel_holds_a_fifth_of_one(
        int callsPerMinute, int perParcel, int perStep)
    {
        var spacing = Limits.PerMinute(callsPerMinute).Spacing;

        Assert.Equal(perParcel, DispatchPace.BatchesPerParcel(spacing));
        Assert.Equal(perStep, DispatchPace.CallsPerStep(spacing, pushes: 1));
    }
}
