using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Tests;

/// <summary>What a handler answers, as its sender reads it.</summary>
internal static class Asked
{
    public static async Task<(int Status, string? Tag, JsonElement Body)> SendAsync(
        Func<HttpRequest, Task<IResult>> handle, string query = "", string? body = null, string? ifMatch = null)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        context.Request.QueryString = new(query);
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        if (ifMatch is not null) context.Request.Headers.IfMatch = ifMatch;

        await (await handle(context.Request)).ExecuteAsync(context);

        return (context.Response.StatusCode, context.Response.Headers.ETag, JsonElement.Parse(answer.ToArray()));
    }
}
