using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class StorageErrorsTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(412, false)]
    public void Storage_is_away_when_it_gives_no_answer_of_its_own(int status, bool away) =>
        Assert.Equal(away, StorageErrors.IsAway(MemoryTable.Failure(status)));

    [Fact]
    public void Tries_that_all_failed_that_way_are_one_such_failure()
    {
        Assert.True(StorageErrors.IsAway(new AggregateException(MemoryTable.Failure(0), new TaskCanceledException())));
        Assert.False(StorageErrors.IsAway(new AggregateException(MemoryTable.Failure(0), MemoryTable.Failure(404))));
        Assert.False(StorageErrors.IsAway(new InvalidOperationException()));
    }
}
