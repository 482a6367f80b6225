using PushFunctions.Dev.Audiences;
using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class AudienceResultTests
{
    private static readonly UploadFigures Good = new(Seconds: 230, GrowthMegabytes: 128, StorageOperations: 1_000, 10);

    [Fact]
    public void At_the_goals_both_ways_are_within_them() => Assert.True(IsWithin(Good, Good));

    [Theory]
    [InlineData(230.1, 1, 10)]
    [InlineData(1, 128.1, 10)]
    [InlineData(1, 1, 9)]
    public void Time_memory_and_users_have_their_goals_either_way(double seconds, double growth, int count)
    {
        var bad = new UploadFigures(seconds, growth, 1_000, count);

        Assert.False(IsWithin(bad, Good));
        Assert.False(IsWithin(Good, bad));
    }

    [Theory]
    [InlineData(3, 0.792, 2.2, 26, true)]
    [InlineData(3.01, 0.792, 2.2, 26, false)]
    [InlineData(3, 0.791, 2.2, 26, false)]
    [InlineData(3, 0.792, 2.21, 26, false)]
    [InlineData(3, 0.792, 2.2, 26.1, false)]
    public void A_push_to_it_begins_soon_and_goes_on_as_one_to_10_000(
        double seconds, double share, double operations, double growth, bool isWithin) => Assert.Equal(
            isWithin,
            IsWithin(Good, Good, Push(seconds, share, operations, growth), Push(9, 0.8, 2, 10)));

    [Theory]
    [InlineData(20, 66_000)]
    [InlineData(120, 266_000)]
    public void A_push_to_it_must_last_for_longer_than_is_measured(int seconds, int users) =>
        Assert.Equal(users, PushComparison.UsersNeeded(1_200, TimeSpan.FromSeconds(seconds)));

    private static bool IsWithin(UploadFigures put, UploadFigures upload) =>
        IsWithin(put, upload, Push(1, 1, 1, 1), Push(1, 1, 1, 1));

    private static bool IsWithin(
        UploadFigures put, UploadFigures upload, PushFigures toAudience, PushFigures toEvents) =>
        new AudienceResult { Users = 10, Put = put, Upload = upload, ToAudience = toAudience, ToEvents = toEvents }
            .Figures().All(figure => figure.IsMet);

    private static PushFigures Push(double seconds, double share, double operations, double growth) => new(
        seconds, share, new StorageFigures(0, 0, operations, new Dictionary<string, double>()), growth);
}
