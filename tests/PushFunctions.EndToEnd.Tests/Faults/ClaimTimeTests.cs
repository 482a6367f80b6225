using Azure;
using Azure.Data.Tables;
using Moq;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Whether a call may begin is judged by the claim that others can see.</summary>
public sealed class ClaimTimeTests
{
    [Fact]
    public async Task A_prolongation_that_is_not_written_yet_gives_no_time_for_a_call()
    {
        var now = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        var time = new Mock<TimeProvider>();
        time.Setup(clock => clock.GetUtcNow()).Returns(() => now);
        time.Setup(clock => clock.GetTimestamp()).Returns(() => now.Ticks);
        time.Setup(clock => clock.TimestampFrequency).Returns(TimeSpan.TicksPerSecond);
        var writing = new TaskCompletionSource<Response>();
        var ledger = new Mock<TableClient>();
        ledger
            .Setup(table => table.UpdateEntityAsync(
                It.IsAny<ParcelRow>(), It.IsAny<ETag>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .Returns(writing.Task);
        var options = new DeliveryOptions();
        var parcel = PipelineBed.ParcelOf(PipelineBed.NewPushId(), "ada");
        var row = new ParcelRow { RowKey = parcel.Row, Count = 1, Until = now + options.ClaimTime };
        using var held = new HeldParcel(parcel, row, new(1), ledger.Object, options, time.Object);
        Assert.True(held.HasTimeForCall);

        now += options.ClaimTime - TimeSpan.FromSeconds(1);
        var prolonging = held.ProlongAsync();

        Assert.False(held.HasTimeForCall);
        writing.SetException(new RequestFailedException(403, "Not now."));
        await Assert.ThrowsAsync<RequestFailedException>(() => prolonging);
    }
}
