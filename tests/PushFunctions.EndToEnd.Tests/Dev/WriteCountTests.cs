using PushFunctions.Dev.Ingest;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class WriteCountTests
{
    [Fact]
    public async Task Accepting_an_event_writes_three_times_by_the_log_of_storage()
    {
        var writes = await WriteCount.MeasureAsync(CancellationToken.None);

        Assert.Equal(["PATCH PushIndex", "POST Pushes", "POST push-delivery"], writes.Kinds);
        Assert.Equal(3, writes.PerEvent);
    }
}
