using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Http;

/// <summary>Asks for one page after the other, and for none before somebody reads.</summary>
internal sealed class Pages<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> read, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    // A page can be empty although there are more.
    private async IAsyncEnumerable<Page<T>> ReadAsync(
        string? token, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await read(token, size, cancellation);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
