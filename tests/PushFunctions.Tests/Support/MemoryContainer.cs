using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Tests;

/// <summary>A container in memory: block blobs, which change when they are committed, and append blobs.</summary>
internal sealed class MemoryContainer : BlobContainerClient
{
    private readonly ConcurrentDictionary<string, MemoryBlob> _blobs = new(StringComparer.Ordinal);

    /// <summary>Blobs that are committed, by name.</summary>
    public IReadOnlyList<string> Names =>
        [.. _blobs.Where(blob => blob.Value.Content is not null).Select(blob => blob.Key).Order(StringComparer.Ordinal)];

    public int Operations => _blobs.Values.Sum(blob => blob.Operations);

    public byte[]? this[string name] => _blobs.GetValueOrDefault(name)?.Content;

    /// <summary>Says when a blob is committed; null: none has a time.</summary>
    public TimeProvider? Clock { get; set; }

    public void Put(string name, byte[] content) => Get(name).Put(content);

    /// <summary>Called before something is appended to a blob; may throw.</summary>
    public Action? BeforeAppend { get; set; }

    /// <summary>Called when it is there, before the answer; may throw.</summary>
    public Action? AfterAppend { get; set; }

    public override Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Response.FromValue(true, new PlainResponse(200)));

    protected override BlockBlobClient GetBlockBlobClientCore(string blobName) => Get(blobName);

    protected override AppendBlobClient GetAppendBlobClientCore(string blobName) => new GrowingBlob(Get(blobName), this);

    public override Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName, DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        _blobs.TryGetValue(blobName, out var blob) && blob.Modified > conditions?.IfUnmodifiedSince
            ? Task.FromException<Response<bool>>(new RequestFailedException(412, "Storage said 412."))
            : Task.FromResult(Response.FromValue(_blobs.TryRemove(blobName, out _), new PlainResponse(202)));

    public override AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None, BlobStates states = BlobStates.None, string? prefix = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<BlobItem> items = [.. Names
            .Where(name => prefix is null || name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => BlobsModelFactory.BlobItem(name: name))];
        return AsyncPageable<BlobItem>.FromPages(
            [Page<BlobItem>.FromValues(items, continuationToken: null, new PlainResponse(200))]);
    }

    private MemoryBlob Get(string name) => _blobs.GetOrAdd(name, _ => new(this));

    private sealed class GrowingBlob(MemoryBlob blob, MemoryContainer container) : AppendBlobClient
    {
        public override Task<Response<BlobContentInfo>> CreateIfNotExistsAsync(
            AppendBlobCreateOptions options, CancellationToken cancellationToken = default)
        {
            container.BeforeAppend?.Invoke();
            if (blob.Content is null) blob.Put([]);
            container.AfterAppend?.Invoke();
            return Task.FromResult<Response<BlobContentInfo>>(null!);
        }

        public override Task<Response<BlobAppendInfo>> AppendBlockAsync(
            Stream content, AppendBlobAppendBlockOptions? options = null, CancellationToken cancellationToken = default)
        {
            container.BeforeAppend?.Invoke();
            if (blob.Content is not { } before) return Fail(404);
            if (options?.Conditions?.IfAppendPositionEqual is { } position && position != before.Length) return Fail(412);
            using var more = new MemoryStream();
            content.CopyTo(more);
            blob.Put([.. before, .. more.ToArray()]);
            container.AfterAppend?.Invoke();
            return Task.FromResult<Response<BlobAppendInfo>>(null!);
        }

        private static Task<Response<BlobAppendInfo>> Fail(int status) => Task.FromException<Response<BlobAppendInfo>>(
            new RequestFailedException(status, $"Storage said {status}."));
    }

    private sealed class MemoryBlob(MemoryContainer container) : BlockBlobClient
    {
        private readonly Dictionary<string, byte[]> _blocks = [];
        private int _version;

        public byte[]? Content { get; private set; }

        public DateTimeOffset? Modified { get; private set; }

        public int Operations { get; private set; }

        private ETag Tag => new($"\"{_version}\"");

        public void Put(byte[] content) =>
            (Content, _version, Modified) = (content, _version + 1, container.Clock?.GetUtcNow());

        public override Task<Response<BlockInfo>> StageBlockAsync(
            string base64BlockId, Stream content, BlockBlobStageBlockOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            Operations++;
            using var block = new MemoryStream();
            content.CopyTo(block);
            _blocks[base64BlockId] = block.ToArray();
            return Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlockInfo(contentHash: null, contentCrc64: null, encryptionKeySha256: null, encryptionScope: null),
                new PlainResponse(201)));
        }

        public override Task<Response<BlobContentInfo>> CommitBlockListAsync(
            IEnumerable<string> base64BlockIds, CommitBlockListOptions options, CancellationToken cancellationToken = default)
        {
            Operations++;
            Put([.. base64BlockIds.SelectMany(block => _blocks[block])]);
            return Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlobContentInfo(Tag, default, null, null, null, null, 0), new PlainResponse(201)));
        }

        public override Task<Response<BlobProperties>> GetPropertiesAsync(
            BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
        {
            Operations++;
            return Content is null
                ? Task.FromException<Response<BlobProperties>>(new RequestFailedException(404, "There is no such blob."))
                : Task.FromResult(Response.FromValue(
                    BlobsModelFactory.BlobProperties(contentLength: Content.Length, eTag: Tag), new PlainResponse(200)));
        }

        public override Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
            BlobDownloadOptions? options = null, CancellationToken cancellationToken = default)
        {
            Operations++;
            if (Content is null) return Fail(404);
            if (options?.Conditions?.IfMatch is { } wanted && wanted != Tag) return Fail(412);
            var offset = (int)(options?.Range.Offset ?? 0);
            var count = (int)Math.Min(options?.Range.Length ?? Content.Length, Content.Length - offset);
            return Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(Content, offset, count)),
                new PlainResponse(206)));
        }

        private static Task<Response<BlobDownloadStreamingResult>> Fail(int status) =>
            Task.FromException<Response<BlobDownloadStreamingResult>>(
                new RequestFailedException(status, $"Storage said {status}."));
    }
}
