using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>The ways to say where tables are and what opens them.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableConnectionTests(AzuriteFixture azurite)
{
    private const string Account = "devstoreaccount1";
    private static readonly string WrongKey = Convert.ToBase64String(new byte[64]);

    private static HttpResponseMessage NoRows => new() { Content = new StringContent("""{"value":[]}""") };

    private string Key => azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];

    [Fact]
    public async Task An_address_and_a_key_open_a_table()
    {
        var table = await azurite.NewTableAsync();
        var credential = new TableSharedKeyCredential(Account, Key);

        var client = new TableClient(azurite.Server.Endpoint(AzuritePart.Table), table.Name, credential);
        await client.AddEntityAsync(new TableEntity("p", "r"));

        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_connection_string_opens_a_table()
    {
        var table = await azurite.NewTableAsync();

        await new TableClient(azurite.ConnectionString, table.Name).AddEntityAsync(new TableEntity("p", "r"));

        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var client = new TableServiceClient(
            azurite.Server.Endpoint(AzuritePart.Table), new TableSharedKeyCredential(Account, WrongKey));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => client.CreateTableAsync("any"));

        Assert.Equal(403, refusal.Status);
    }

    [Fact]
    public async Task A_key_that_is_set_anew_opens_from_then_on()
    {
        var credential = new TableSharedKeyCredential(Account, WrongKey);
        var client = new TableServiceClient(azurite.Server.Endpoint(AzuritePart.Table), credential);

        credential.SetAccountKey(Key);
        var response = await client.CreateTableAsync(AzuriteFixture.NewName());

        Assert.InRange(response.GetRawResponse().Status, 201, 204);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        "https://shop.table.core.windows.net",
        "shop")]
    [InlineData(
        "AccountName=shop;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/shop;TableEndpoint=http://127.0.0.1:3/shop;",
        "http://127.0.0.1:3/shop",
        "shop")]
    public void A_connection_string_names_an_address(string connectionString, string address, string account)
    {
        var client = new TableServiceClient(connectionString);

        Assert.Equal(address, client.Uri.AbsoluteUri.TrimEnd('/'));
        Assert.Equal(account, client.AccountName);
    }

    [Theory]
    [InlineData("AccountName=shop")]
    [InlineData("nonsense")]
    public void A_connection_string_that_says_too_little_is_refused(string connectionString)
    {
        var refusal = Record.Exception(() => new TableServiceClient(connectionString));

        Assert.True(refusal is ArgumentException or InvalidOperationException);
    }

    [Fact]
    public async Task A_shared_access_signature_is_sent_with_every_request()
    {
        using var handler = new ScriptedHandler(_ => NoRows);
        var options = new TableClientOptions { Transport = new HttpClientTransport(handler) };
        var client = new TableServiceClient(
            "TableEndpoint=https://shop.table.core.windows.net;SharedAccessSignature=sv=2020&sig=abc%3D", options);

        await client.GetTableClient("orders").QueryAsync<TableEntity>("RowKey eq 'r'").ReadAllAsync();

        Assert.Contains("sig=abc%3D", Assert.Single(handler.Requests).RequestUri!.Query, StringComparison.Ordinal);
        Assert.Null(handler.Requests[0].Headers.Authorization);
    }

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent_as_bearer()
    {
        using var handler = new ScriptedHandler(_ => NoRows);
        var credential = new FixedCredential();
        var options = new TableClientOptions { Transport = new HttpClientTransport(handler) };
        var client = new TableServiceClient(new Uri("https://shop.table.core.windows.net"), credential, options);

        await client.GetTableClient("orders").QueryAsync<TableEntity>().ReadAllAsync();

        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("Bearer token-1", Assert.Single(handler.Requests).Headers.Authorization?.ToString());
    }

    private sealed class FixedCredential : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token-1", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
