using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>Answers <c>ok</c> when storage does; else a problem with when to come back.</summary>
public sealed class HealthHandler(StorageClients storage, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(CancellationToken cancellationToken) => answers.RunAsync(
        async () =>
        {
            await storage.PushIndex.GetEntityIfExistsAsync<IndexRow>(
                IndexRow.Stats, IndexRow.Open, ["RowKey"], cancellationToken);
            return new JsonAnswer<HealthView>(new("ok"), StatusJson.Default.HealthView);
        },
        cancellationToken);
}
