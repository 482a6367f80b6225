#nullable disable
using System.Globalization;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Does all actions or none: at most 100, all in one partition, each row once.</summary>
    /// <returns>One answer an action, in their order, with the rows' new ETags.</returns>
    /// <exception cref="TableTransactionFailedException">One action failed; none was done.</exception>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions.ToList();
        if (actions.Count == 0)
        {
            throw new InvalidOperationException("A transaction needs 1 to 100 actions; this one has none.");
        }

        RequireOnePartition(actions);
        var batch = new BatchContent(actions.Select(action => TableRequest.From(Routes, Name, action)));
        var response = TableConnection.Succeeded(await _connection.SendBatchAsync(batch, cancellationToken));
        var answers = BatchAnswer.Read(response);
        return answers.Find(answer => answer.IsError) is { } failed
            ? throw new TableTransactionFailedException(
                new RequestFailedException(failed, null, TableErrorParser.Instance))
            : Response.FromValue<IReadOnlyList<Response>>(answers, response);
    }

    // The service refuses this; Azurite does it, without holding the rows together. So it is refused here.
    private static void RequireOnePartition(List<TableTransactionAction> actions)
    {
        var partition = actions[0].Entity.PartitionKey;
        var stray = actions.FindIndex(action => action.Entity.PartitionKey != partition);
        if (stray >= 0)
        {
            throw new TableTransactionFailedException(new RequestFailedException(
                400,
                $"{stray}:All commands in a batch must operate on the same partition.",
                TableErrorCode.CommandsInBatchActOnDifferentPartitions.ToString(),
                null)
            {
                Data = { [TableErrorParser.FailedIndexKey] = stray.ToString(CultureInfo.InvariantCulture) },
            });
        }
    }
}
