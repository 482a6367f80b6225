using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.LocalHost;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Uploads that break off, or that nobody ends: GET, the list and pushes are as before.</summary>
public sealed class BrokenUploadTests(Stack stack) : IClassFixture<Stack>
{
    // Lines of the log.
    private const int Defect = 900;
    private const int Incomplete = 902;
    private const int Gone = 903;

    private const string Block = "YmxvY2s=";
    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>
    /// Three thousand users again and again, more than twice what is sorted at once: the first run is in storage
    /// before the end, and what comes behind it is in memory.
    /// </summary>
    private static readonly byte[] Large = AudienceRoutes.Lines(
        Enumerable.Range(0, 300_000).Select(no => $"{no * 7 % 3_000:D4}".PadLeft(60, 'x')));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_list_whose_sender_goes_within_the_body_is_not_to_be_seen(bool isThereBefore, bool isReset)
    {
        using var log = new LogLines();
        await using var host = await stack.StartHostAsync(
            services: services => services.AddSingleton<ILoggerProvider>(log));
        var before = await BeforeAsync(host, isThereBefore);

        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"PUT /api/audiences/{before.Name} HTTP/1.1\r\nHost: x\r\nContent-Length: {2 * Large.Length}\r\n\r\n"));
            await SendAllAsync(socket, Large);
            await Soon.IsTrueAsync(async () => await IsRunThereAsync(before), () => "No run is written.");
            await IsAsBeforeAsync(host, before);
            // An end that waits for nothing is a reset.
            if (isReset) socket.LingerState = new(enable: true, seconds: 0);
        }

        await Soon.IsTrueAsync(
            () => log.CountOf(Gone) + log.CountOf(Incomplete) == 1, () => "Nobody has seen the sender go.");
        Assert.Empty(log.Of(Defect));
        await IsAsBeforeAsync(host, before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_is_never_committed_is_not_to_be_seen(bool isThereBefore)
    {
        await using var host = await stack.StartHostAsync();
        var before = await BeforeAsync(host, isThereBefore);

        var address = await host.OpenUploadAsync(before.Name);
        await IsAsBeforeAsync(host, before);
        using var uploaded = await host.UploadAsync(address, AudienceRoutes.Lines(Some.Users(150)));

        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        await IsAsBeforeAsync(host, before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Blocks_that_are_no_blob_yet_cannot_be_committed_and_are_not_to_be_seen(bool isThereBefore)
    {
        await using var host = await stack.StartHostAsync();
        var before = await BeforeAsync(host, isThereBefore);
        var address = await host.OpenUploadAsync(before.Name);

        using var staged = await host.UploadAsync(
            new($"{address.AbsoluteUri}&comp=block&blockid={Uri.EscapeDataString(Block)}"), "ada\nbob\n"u8.ToArray());
        using var refused = await host.CommitAsync(before.Name);

        Assert.Equal(HttpStatusCode.Created, staged.StatusCode);
        var problem = await ProblemAnswer.ReadAsync(refused, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("missing_upload", problem.Code);
        Assert.Contains($"no blob at the last address that was given for '{before.Name}'", problem.Detail, Ordinal);
        await IsAsBeforeAsync(host, before);
        // Nothing is lost either: the blob is made of the block, and is a list then.
        await new BlockBlobClient(address).CommitBlockListAsync([Block]);
        using var committed = await host.CommitAsync(before.Name);
        var report = await host.CheckedAsync(before.Name);
        Assert.Equal((HttpStatusCode.Accepted, "ready", 2), (committed.StatusCode, report.State, report.Count));
    }

    private static async Task<Seen> BeforeAsync(AppHost host, bool isThere)
    {
        var name = Some.Id("broken");
        if (isThere) await host.PutAudienceAsync(name, Some.Users(120));
        var before = await LookAsync(host, name);
        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, before.Status);
        Assert.Equal(isThere ? 120 : null, before.Targets);
        Assert.Equal(isThere, before.Listed is not null);
        return before;
    }

    private static async Task IsAsBeforeAsync(AppHost host, Seen before) =>
        Assert.Equal(before, await LookAsync(host, before.Name));

    /// <summary>All that can be seen of an audience: asked for, listed, and sent to.</summary>
    private static async Task<Seen> LookAsync(AppHost host, string name)
    {
        using var got = await host.GetAsync($"api/audiences/{name}");
        using var page = await host.GetAsync("api/audiences?limit=100");
        var listed = JsonElement.Parse(await page.Content.ReadAsStringAsync()).GetProperty("audiences").EnumerateArray()
            .Where(entry => entry.GetProperty("name").GetString() == name).Select(entry => entry.GetRawText());
        var appEvent = Some.Event(Some.User());
        appEvent["to"] = new { audience = name };
        using var posted = await host.TryPostAsync(JsonSerializer.Serialize(appEvent));
        return new(
            name, got.StatusCode, await got.Content.ReadAsStringAsync(), got.Headers.ETag?.Tag,
            listed.SingleOrDefault(), await TargetsAsync(posted));
    }

    /// <returns>Null: there is no such audience.</returns>
    private static async Task<int?> TargetsAsync(HttpResponseMessage posted)
    {
        if (posted.IsSuccessStatusCode) return (await AcceptedAnswer.ReadAsync(posted)).Targets;
        var problem = await ProblemAnswer.ReadAsync(posted, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("unknown_audience", problem.Code);
        return null;
    }

    private async Task<bool> IsRunThereAsync(Seen before) =>
        (await stack.Stored.SnapshotAsync()).Count(line => line.Contains($" {before.Name}/", Ordinal))
        > (before.ETag is null ? 0 : 1);

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    private sealed record Seen(
        string Name, HttpStatusCode Status, string Body, string? ETag, string? Listed, int? Targets);
}
