namespace Azure.Data.Tables.Http;

/// <summary>Where the next page of rows begins; as text both keys with a space between them.</summary>
internal readonly record struct RowContinuation(string? PartitionKey, string? RowKey)
{
    public static RowContinuation Parse(string? token)
    {
        if (token is null || token.Length <= 1)
        {
            return default;
        }

        var space = token.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(token, null) : new(token[..space], token[(space + 1)..]);
    }

    /// <summary>Reads the answer's headers; the row key can be missing although there is more.</summary>
    /// <returns>The token, or null at the end.</returns>
    public static string? TokenFrom(Response response)
    {
        var morePartitions = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        var moreRows = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return morePartitions || moreRows ? $"{partitionKey} {rowKey}" : null;
    }
}
