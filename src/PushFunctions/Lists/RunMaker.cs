using Azure.Storage.Blobs;

namespace PushFunctions.Lists;

/// <summary>Reads lines, checks them, and writes them in sorted runs.</summary>
/// <param name="container">Where the runs go.</param>
/// <param name="folder">What their names begin with.</param>
/// <param name="limits">What is too much.</param>
/// <param name="sizes">How much is in memory at once.</param>
public sealed class RunMaker(BlobContainerClient container, string folder, ListLimits limits, SortSizes sizes)
{
    /// <param name="text">The text from <see cref="SortState.Position"/> on.</param>
    /// <param name="state">Is moved over what is in runs.</param>
    /// <param name="mostChunks">Chunks to read at most.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    /// <exception cref="UploadException">There are too many lines, or the text cannot be read.</exception>
    public async Task MakeAsync(Stream text, SortState state, int mostChunks, CancellationToken cancellationToken)
    {
        var lines = new LineReader(text, state.Position);
        var chunk = new LineChunk(sizes);
        RunWriter? open = null;
        for (var chunks = 0; chunks < mostChunks && !state.IsRead; chunks++)
        {
            state.IsRead = !await FillAsync(chunk, lines, state, cancellationToken);
            if (chunk.Count == 0) continue;
            chunk.Sort();
            // What is behind the last line continues the run: a sorted upload is one run, and needs no merge.
            if (open is not null && open.CompareToLast(chunk[0]) < 0)
            {
                state.Runs.Add(await open.CommitAsync(cancellationToken));
                open = null;
            }

            open ??= new(container, $"{folder}/{Guid.NewGuid():N}", sizes.BlockBytes);
            await WriteAsync(chunk, open, cancellationToken);
            chunk.Clear();
        }

        if (open is not null) state.Runs.Add(await open.CommitAsync(cancellationToken));
        state.Position = lines.Position;
    }

    /// <returns>False: there are no more lines.</returns>
    private async ValueTask<bool> FillAsync(
        LineChunk chunk, LineReader lines, SortState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            Take(chunk, lines, state);
            if (chunk.IsFull) return true;
            if (!await lines.FillAsync(cancellationToken)) return false;
        }
    }

    private void Take(LineChunk chunk, LineReader lines, SortState state)
    {
        while (!chunk.IsFull && lines.TryRead(out var line))
        {
            if (++state.Lines > limits.MaxLines) throw new UploadException(limits.TooManyLines);
            if (LineCheck.FindProblem(line) is { } problem) state.Refuse(problem);
            else chunk.Add(line);
        }
    }

    private static async ValueTask WriteAsync(LineChunk chunk, RunWriter run, CancellationToken cancellationToken)
    {
        for (var next = run.CompareToLast(chunk[0]) == 0 ? 1 : 0; next < chunk.Count;)
        {
            while (next < chunk.Count && !run.IsFull) run.Write(chunk[next++]);
            if (run.IsFull) await run.FlushAsync(cancellationToken);
        }
    }
}
