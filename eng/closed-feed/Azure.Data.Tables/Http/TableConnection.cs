using System.Buffers;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables.Http;

/// <summary>An account's tables over one pipeline: makes messages, sends them, says what failed.</summary>
internal sealed class TableConnection
{
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private TableConnection(
        Uri endpoint, string accountName, HttpPipelinePolicy? authorization, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        _version = options.VersionHeader;
        AccountName = accountName;
        Routes = new TableRoutes(endpoint);

        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TableErrorParser.Instance };
        if (authorization is not null)
        {
            pipeline.PerRetryPolicies.Add(authorization);
        }

        _pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    public string AccountName { get; }

    public TableRoutes Routes { get; }

    public static TableConnection From(string connectionString, TableClientOptions? options)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        return parsed.Credential is { } credential
            ? From(parsed.Endpoint, credential, options)
            : From(parsed.Endpoint, options);
    }

    public static TableConnection From(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential, TimeProvider.System), options);
    }

    public static TableConnection From(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return endpoint.Scheme == Uri.UriSchemeHttps
            ? new(endpoint, NameIn(endpoint), new BearerTokenAuthenticationPolicy(credential, Scope), options)
            : throw new ArgumentException("A token is sent over https only.", nameof(endpoint));
    }

    /// <summary>The address carries its own signature, or the transport sees to it.</summary>
    public static TableConnection From(Uri endpoint, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new(endpoint, NameIn(endpoint), null, options);
    }

    /// <summary>Sends one request about a row; any status is an answer.</summary>
    public async Task<Response> TryAsync(TableRequest row, CancellationToken cancellationToken)
    {
        using var message = Message(row.Method, row.Address, row.Accept);
        var headers = message.Request.Headers;
        if (row.IfMatch is not null)
        {
            headers.SetValue("If-Match", row.IfMatch);
        }

        if (row.NoContent)
        {
            headers.SetValue("Prefer", "return-no-content");
        }

        if (row.Entity is not null)
        {
            headers.SetValue("Content-Type", row.ContentType);
            var body = new ArrayBufferWriter<byte>(1024);
            EntityWriter.Write(body, row.Entity);
            message.Request.Content = RequestContent.Create(body.WrittenMemory);
        }

        return await SendAsync(message, cancellationToken);
    }

    /// <summary>Sends one request about a row; a failure is an exception.</summary>
    public async Task<Response> SendAsync(TableRequest row, CancellationToken cancellationToken) =>
        Succeeded(await TryAsync(row, cancellationToken));

    public async Task<Response> TryGetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, address, TableRequest.MinimalMetadata);
        return await SendAsync(message, cancellationToken);
    }

    public async Task<Response> TryCreateTableAsync(string table, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, Routes.Tables, TableRequest.MinimalMetadata);
        message.Request.Headers.SetValue("Content-Type", "application/json;odata=nometadata");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table }));
        return await SendAsync(message, cancellationToken);
    }

    /// <summary>A table that is not there is as good as deleted.</summary>
    public async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Delete, Routes.NamedTable(table), "application/json");
        return SucceededOr(404, await SendAsync(message, cancellationToken));
    }

    public async Task<Response> SendBatchAsync(BatchContent batch, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, Routes.Batch, "application/json");
        message.Request.Headers.SetValue("Content-Type", batch.ContentType);
        message.Request.Content = RequestContent.Create(batch.Body);
        return await SendAsync(message, cancellationToken);
    }

    public static Response Succeeded(Response response) =>
        response.IsError ? throw new RequestFailedException(response) : response;

    public static Response SucceededOr(int status, Response response) =>
        response.Status == status ? response : Succeeded(response);

    private static string NameIn(Uri endpoint) => endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback
        ? endpoint.Host.Split('.')[0]
        : endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");

    private HttpMessage Message(RequestMethod method, Uri address, string accept)
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(address);
        request.Headers.SetValue("x-ms-version", _version);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("Accept", accept);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response;
    }
}
