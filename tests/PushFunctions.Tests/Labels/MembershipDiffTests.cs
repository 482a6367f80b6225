using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

public sealed class MembershipDiffTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, null, MembershipChange.Add)]
    [InlineData(true, true, MembershipChange.None)]
    [InlineData(false, null, MembershipChange.None)]
    [InlineData(false, true, MembershipChange.Remove)]
    [InlineData(false, false, MembershipChange.Forget)]
    public void The_far_side_is_to_have_what_is_wanted(bool isWanted, bool? isMember, MembershipChange expected) =>
        Assert.Equal(expected, MembershipDiff.Of(
            isWanted ? 7 : null,
            isMember is null ? null : Row(isMember.Value, isMember.Value ? null : "no", Now, 7),
            Now));

    [Theory]
    [InlineData(7L, 0, MembershipChange.None)]
    [InlineData(7L, 1_439, MembershipChange.None)]
    [InlineData(7L, 1_440, MembershipChange.Add)]
    [InlineData(8L, 0, MembershipChange.Add)]
    [InlineData(6L, 0, MembershipChange.Add)]
    public void Who_was_refused_is_tried_again_when_something_changed_or_after_a_day(
        long version, int minutes, MembershipChange expected) => Assert.Equal(
        expected, MembershipDiff.Of(version, Row(isMember: false, "no", Now.AddMinutes(-minutes), 7), Now));

    [Theory]
    [InlineData(0, MembershipChange.None)]
    [InlineData(1_440, MembershipChange.Remove)]
    public void A_removal_that_was_refused_is_tried_again_after_a_day(int minutes, MembershipChange expected) =>
        Assert.Equal(
            expected, MembershipDiff.Of(version: null, Row(isMember: true, "no", Now.AddMinutes(-minutes), null), Now));

    [Theory]
    [InlineData(7L, false, true)]
    [InlineData(null, true, true)]
    [InlineData(7L, true, false)]
    public void A_refusal_counts_while_it_keeps_the_user_from_what_is_wanted(long? version, bool isMember, bool counts) =>
        Assert.Equal(counts, MembershipDiff.IsRefused(version, Row(isMember, "no", Now, 7)));

    private static LabelAppliedRow Row(bool isMember, string? refused, DateTimeOffset at, long? version) =>
        new() { IsMember = isMember, Refused = refused, RefusedAt = at, RefusedVersion = version };
}
