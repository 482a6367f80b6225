namespace PushFunctions.Storage;

/// <summary>
/// Does the same for many, a few at a time, where the caller runs. The platform's parallel loops run on other
/// threads, which nobody needs who waits for storage.
/// </summary>
public static class SideBySide
{
    /// <summary>Does the work for each; after a failure or cancellation it begins no more, and ends with it.</summary>
    /// <param name="many">For whom; read only as fast as the work is done.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Ends it when what has begun is done.</param>
    public static async Task ForEachAsync<T>(
        IAsyncEnumerable<T> many, int atOnce, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var begun = new List<Task>(atOnce);
        try
        {
            await foreach (var one in many.WithCancellation(cancellationToken))
            {
                if (begun.Count == atOnce) await Take(await Task.WhenAny(begun));
                cancellationToken.ThrowIfCancellationRequested();
                begun.Add(work(one));
            }
        }
        finally
        {
            await Task.WhenAll(begun);
        }

        Task Take(Task done)
        {
            begun.Remove(done);
            return done;
        }
    }
}
