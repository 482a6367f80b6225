using PushFunctions.Dev.Audiences;

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

    private static bool IsWithin(UploadFigures put, UploadFigures upload) =>
        new AudienceResult { Users = 10, Put = put, Upload = upload }.Figures().All(figure => figure.IsMet);
}
