#nullable disable
using Azure.Data.Tables.Http;

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
        var requests = transactionActions.Select(action => TableRequest.From(Routes, Name, action)).ToList();
        if (requests.Count == 0)
        {
            throw new InvalidOperationException("A transaction needs 1 to 100 actions; this one has none.");
        }

        var response = TableConnection.Succeeded(
            await _connection.SendBatchAsync(new BatchContent(requests), cancellationToken));
        var answers = BatchAnswer.Read(response);
        return answers.Find(answer => answer.IsError) is { } failed
            ? throw new TableTransactionFailedException(
                new RequestFailedException(failed, null, TableErrorParser.Instance))
            : Response.FromValue<IReadOnlyList<Response>>(answers, response);
    }
}
