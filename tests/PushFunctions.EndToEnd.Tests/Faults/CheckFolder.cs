using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PushFunctions.Audiences;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>An audience's row and blobs, as they lie in storage while an upload is checked.</summary>
internal sealed class CheckFolder(string connectionString, string audience)
{
    private readonly TableClient _rows = new TableServiceClient(connectionString).GetTableClient(TableNames.Audiences);
    private readonly BlobContainerClient _blobs = new(connectionString, ContainerNames.Audiences);

    public async Task<AudienceRow> RowAsync() =>
        (await _rows.GetEntityAsync<AudienceRow>(audience, AudienceRow.Key)).Value;

    /// <summary>All blobs of all versions of the audience.</summary>
    public Task<IReadOnlyList<string>> BlobsAsync() => BlobsAsync($"{audience}/");

    /// <summary>
    /// Lines of the last checkpoint, and the runs that a step has written since: until that ends, no checkpoint names
    /// them. None: no step is under way that has written something.
    /// </summary>
    public async Task<(int LinesRead, IReadOnlyList<string> Unnamed)> LookAsync()
    {
        var row = await RowAsync();
        if (!row.IsChecking) return (0, []);
        var sort = AudienceCheck.Read(row).Sort;
        var runs = await BlobsAsync($"{AudienceRow.FolderOf(audience, row.CheckVersion!)}/");
        return (sort.Lines, sort.IsRead ? [] : [.. runs.Except(sort.Runs.Select(run => run.Blob))]);
    }

    private async Task<IReadOnlyList<string>> BlobsAsync(string prefix)
    {
        var names = new List<string>();
        var found = _blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None);
        await foreach (var blob in found) names.Add(blob.Name);
        return names;
    }
}
