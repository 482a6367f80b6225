#nullable disable
using System.Globalization;
using Azure.Data.Tables.Http;

namespace Azure.Data.Tables;

/// <summary>One action failed, so none of the transaction was done.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        if (int.TryParse(Data[TableErrorParser.FailedIndexKey] as string, CultureInfo.InvariantCulture, out var index))
        {
            FailedTransactionActionIndex = index;
        }
    }

    /// <summary>Position of the action that failed, from 0; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }
}
