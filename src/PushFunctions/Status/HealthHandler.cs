using Azure;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>Answers <c>ok</c> when storage does, within 5 s; else a problem with when to come back.</summary>
public sealed class HealthHandler(StorageClients storage, TimeProvider time, HttpAnswer answers)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public Task<IResult> HandleAsync(CancellationToken cancellationToken) => answers.RunAsync(
        async () =>
        {
            await AskAsync(cancellationToken);
            return new JsonAnswer<HealthView>(new(HealthWords.Ok), StatusJson.Default.HealthView);
        },
        cancellationToken);

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.PushIndex
                .GetEntityIfExistsAsync<IndexRow>(IndexRow.Stats, IndexRow.Open, ["RowKey"], cancellationToken)
                .WaitAsync(Longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new RequestFailedException($"The table did not answer within {Longest.TotalSeconds} s.");
        }
    }
}
