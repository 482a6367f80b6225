using Azure.Storage.Blobs.Specialized;
using PushFunctions.Lists;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>One step of a check: some chunks of the upload become runs, or some blocks are merged.</summary>
public sealed class CheckWork(StorageClients storage, ListMaker maker)
{
    /// <summary>128 MiB of ids: some ten seconds.</summary>
    private const int MostChunks = 16;

    /// <summary>256 MiB of the list.</summary>
    private const int MostBlocks = 64;

    /// <returns>How far the check is; whether the list is done, and it, null when nobody is on it.</returns>
    /// <exception cref="UploadException">It cannot become a list.</exception>
    public async Task<(AudienceCheck Check, Run? List, bool IsDone)> DoAsync(
        AudienceRow row, CancellationToken cancellationToken)
    {
        var check = AudienceCheck.Read(row);
        var folder = AudienceRow.FolderOf(row.PartitionKey, row.CheckVersion!);
        var sort = check.Sort;
        if (!sort.IsRead)
        {
            check = await LookAsync(check, cancellationToken);
            await using var text = await OpenAsync(check, cancellationToken);
            await maker.RunsOf(folder).MakeAsync(text, sort, MostChunks, cancellationToken);
            if (sort is { IsRead: true, Lines: 0 }) throw new UploadException(AudienceRefusals.Empty);
            if (!sort.IsRead || sort.Runs.Count > 1) return (check, null, IsDone: false);
        }

        if (sort.Runs.Count == 0) return (check, null, IsDone: true);
        var list = await maker.MergeOf(folder).MergeAsync(sort, MostBlocks, cancellationToken);
        return (check, list, IsDone: list is not null);
    }

    /// <summary>Looks once whether the upload is packed: in the middle of a text nobody could tell.</summary>
    private async Task<AudienceCheck> LookAsync(AudienceCheck check, CancellationToken cancellationToken)
    {
        if (check.IsPacked is not null) return check;
        await using var upload = StreamOf(check, offset: 0);
        return check with { IsPacked = await UnpackedStream.IsPackedAsync(upload, cancellationToken) };
    }

    /// <summary>The text from the checkpoint on; a packed one is unpacked once more up to there.</summary>
    private async Task<Stream> OpenAsync(AudienceCheck check, CancellationToken cancellationToken)
    {
        if (check.IsPacked != true) return StreamOf(check, check.Sort.Position);
        var text = await UnpackedStream.OpenAsync(
            StreamOf(check, offset: 0), mustBePacked: true, maker.Limits, cancellationToken);
        var buffer = new byte[64 * 1024];
        for (var left = check.Sort.Position; left > 0;)
            left -= await text.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
        return text;
    }

    private UploadedStream StreamOf(AudienceCheck check, long offset) =>
        new(storage.AudienceLists.GetBlockBlobClient(check.Blob), check, offset);
}
