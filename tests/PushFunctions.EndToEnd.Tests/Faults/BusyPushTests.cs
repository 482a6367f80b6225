using Azure.Data.Tables;
using Moq;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.Problems;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A push whose row changes faster than storage lets one read its ledger.</summary>
[Collection(SharedAzurite.Name)]
public sealed class BusyPushTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Is_shown_all_the_same()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 2);
        await bed.RealPushes.AddEntityAsync(push);
        bed.Pushes
            .Setup(table => table.GetEntityIfExistsAsync<PushRow>(
                It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Returns(async (string partition, string row, IEnumerable<string> select, CancellationToken cancellationToken) =>
            {
                await bed.RealPushes.UpsertEntityAsync(new TableEntity(partition, row) { ["Step"] = 1 }, TableUpdateMode.Merge, cancellationToken);
                return await bed.RealPushes.GetEntityIfExistsAsync<PushRow>(partition, row, select, cancellationToken);
            });

        var answer = await bed.Get<PushStatusHandler>().HandleAsync(push.PushId, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        Assert.IsType<JsonAnswer<PushView>>(answer);
    }
}
