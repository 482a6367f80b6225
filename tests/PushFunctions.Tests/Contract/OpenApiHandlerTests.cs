using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Problems;
using PushFunctions.Status;

namespace PushFunctions.Tests.Contract;

public sealed class OpenApiHandlerTests
{
    [Fact]
    public async Task The_description_is_given_as_it_is_written()
    {
        var (status, tag, body) = await GetAsync();

        Assert.Equal((200, false), (status, string.IsNullOrEmpty(tag)));
        Assert.Equal(await File.ReadAllBytesAsync(ApiDescription.PathBelow(Repository.Root)), body);
    }

    [Fact]
    public async Task Who_has_it_is_told_so_without_a_body()
    {
        var (_, tag, _) = await GetAsync();

        var (status, again, body) = await GetAsync(tag);

        Assert.Equal((304, tag), (status, again));
        Assert.Empty(body);
    }

    [Fact]
    public async Task Who_has_another_one_gets_it() => Assert.Equal(200, (await GetAsync("\"old\"")).Status);

    private static async Task<(int Status, string? Tag, byte[] Body)> GetAsync(string? has = null)
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        using var body = new MemoryStream();
        context.Request.Method = "GET";
        context.Request.Headers.IfNoneMatch = has;
        context.Response.Body = body;
        var handler = new OpenApiHandler(new(NullLogger<HttpAnswer>.Instance));

        var result = await handler.HandleAsync(CancellationToken.None);
        await result.ExecuteAsync(context);

        return (context.Response.StatusCode, context.Response.Headers.ETag, body.ToArray());
    }
}
