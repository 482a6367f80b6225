using Microsoft.Extensions.Options;
using PushFunctions.Lists;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Makes the list of a version from a stream, as long as that lasts.</summary>
public sealed class ListMaker(StorageClients storage, SortingRoom room, IOptions<AudienceOptions> options)
{
    public ListLimits Limits => new(options.Value.MaxLines, options.Value.MaxUnpackedBytes);

    /// <param name="folder">Where the blobs of the version go.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="isPacked">The sender says that it is packed.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    /// <returns>The list, null when nobody is on it; and what was read.</returns>
    /// <exception cref="UploadException">It cannot become a list.</exception>
    public async Task<(Run? List, SortState Sort)> MakeAsync(
        string folder, Stream upload, bool isPacked, CancellationToken cancellationToken)
    {
        var sort = new SortState();
        await using var text = await UnpackedStream.OpenAsync(upload, isPacked, Limits, cancellationToken);
        await RunsOf(folder).MakeAsync(text, sort, int.MaxValue, cancellationToken);
        if (sort.Lines == 0) throw new UploadException(AudienceRefusals.Empty);
        if (sort.Runs.Count <= 1) return (sort.Runs.FirstOrDefault(), sort);
        using (await room.EnterAsync(cancellationToken))
            return (await MergeOf(folder).MergeAsync(sort, int.MaxValue, cancellationToken), sort);
    }

    public RunMaker RunsOf(string folder) => new(storage.AudienceLists, folder, Limits, SortSizes.Default);

    public RunMerge MergeOf(string folder) => new(storage.AudienceLists, folder, SortSizes.Default);
}
