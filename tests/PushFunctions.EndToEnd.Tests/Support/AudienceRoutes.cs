using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A host's audiences, as clients upload and read them.</summary>
internal static class AudienceRoutes
{
    public static Task<HttpResponseMessage> TryPutAudienceAsync(
        this AppHost host, string name, byte[] body, string? encoding = null, string? type = "text/plain",
        (string Name, string Value)? condition = null, string? app = null)
    {
        var content = new ByteArrayContent(body);
        if (encoding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return host.SendAudienceAsync(HttpMethod.Put, name, content, condition, app);
    }

    /// <summary>Puts a list of users and asserts that it is taken.</summary>
    public static async Task<(AudienceReport Report, string Etag)> PutAudienceAsync(
        this AppHost host, string name, IEnumerable<string> users, string? app = null)
    {
        using var response = await host.TryPutAudienceAsync(name, Lines(users), app: app);
        return (await AudienceReport.ReadAsync(response), response.Headers.ETag!.ToString());
    }

    public static async Task<AudienceReport> GetAudienceAsync(this AppHost host, string name)
    {
        using var response = await host.GetAsync($"api/audiences/{name}");
        return await AudienceReport.ReadAsync(response);
    }

    public static Task<HttpResponseMessage> DeleteAudienceAsync(
        this AppHost host, string name, (string Name, string Value)? condition = null) =>
        host.SendAudienceAsync(HttpMethod.Delete, name, content: null, condition);

    /// <summary>Asks for an address to upload to.</summary>
    public static async Task<Uri> OpenUploadAsync(this AppHost host, string name)
    {
        using var response = await host.SendAudienceAsync(HttpMethod.Post, $"{name}/uploads");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return new(JsonElement.Parse(body).GetProperty("url").GetString()!);
    }

    /// <summary>Puts a blob to an address, as a client without any library does.</summary>
    public static Task<HttpResponseMessage> UploadAsync(this AppHost host, Uri address, byte[] body) =>
        host.SendAsync(new(HttpMethod.Put, address)
        {
            Content = new ByteArrayContent(body),
            Headers = { { "x-ms-blob-type", "BlockBlob" } },
        });

    public static Task<HttpResponseMessage> CommitAsync(
        this AppHost host, string name, (string Name, string Value)? condition = null) =>
        host.SendAudienceAsync(HttpMethod.Post, $"{name}/commit", condition: condition);

    /// <summary>Waits until the check of an upload has ended.</summary>
    public static async Task<AudienceReport> CheckedAsync(this AppHost host, string name)
    {
        var last = await host.GetAudienceAsync(name);
        await Soon.IsTrueAsync(
            async () => (last = await host.GetAudienceAsync(name)).State != "checking", () => $"{name} is {last}");
        return last;
    }

    public static async Task<HttpResponseMessage> SendAudienceAsync(
        this AppHost host, HttpMethod method, string path, HttpContent? content = null,
        (string Name, string Value)? condition = null, string? app = null)
    {
        using var request = new HttpRequestMessage(
            method, new Uri($"api/audiences/{path}{(app is null ? "" : $"?app={app}")}", UriKind.Relative));
        request.Content = content;
        if (condition is { } header) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await host.SendAsync(request);
    }

    public static byte[] Lines(IEnumerable<string> users) =>
        Encoding.UTF8.GetBytes(string.Concat(users.Select(user => $"{user}\n")));

    public static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(text);
        return packed.ToArray();
    }
}

/// <summary>An audience as clients read it.</summary>
public sealed record AudienceReport(
    string Name, string State, int? Count = null, int? Duplicates = null, int? RefusedCount = null,
    IReadOnlyList<RefusedReport>? Refused = null, DateTimeOffset? ChangedAt = null, CheckReport? Check = null)
{
    public static async Task<AudienceReport> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<AudienceReport>(body, Wire.Json)!;
    }
}

public sealed record RefusedReport(int Line, string Reason);

public sealed record CheckReport(
    string State, DateTimeOffset StartedAt, long Bytes, int LinesRead, int? LinesMerged = null, string? Code = null,
    string? Reason = null);
