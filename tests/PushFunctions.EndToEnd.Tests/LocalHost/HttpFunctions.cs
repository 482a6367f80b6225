using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>HTTP functions of all shapes.</summary>
public sealed class HttpFunctions(OneCall call, OneCall same)
{
    private const AuthorizationLevel Anonymous = AuthorizationLevel.Anonymous;

    [Function("Plain")]
    public IResult Plain([HttpTrigger(Anonymous)] HttpRequest request) =>
        Results.Text($"{request.Method} {call == same}");

    [Function("ReadItem")]
    public static Task<IResult> ReadItemAsync(
        [HttpTrigger(Anonymous, "get", Route = "items/{id:int}/{part?}")] HttpRequest request, int id, string? part) =>
        Task.FromResult(Results.Text($"{request.Path} {id} {part ?? "-"}"));

    [Function("WriteItem")]
    public static ValueTask<IResult> WriteItemAsync(
        [HttpTrigger(Anonymous, "put", "options", Route = "items/{id:int}")] HttpRequest request, long id) =>
        ValueTask.FromResult(Results.Text($"{request.Method} {id}", statusCode: 201));

    [Function("Named")]
    public static IResult Named([HttpTrigger(Anonymous, "get", Route = "%Place%/{id}")] HttpRequest request, Guid id) =>
        Results.Text($"{request.Path} {id:N}");

    [Function("CallId")]
    public IResult CallId([HttpTrigger(Anonymous, "get")] HttpRequest request) => Results.Json(call.Id);

    [Function("Throws")]
    public static Task<IResult> ThrowsAsync([HttpTrigger(Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("as the test wants");

    [Function("NoResult")]
    public static Task<string> NoResultAsync([HttpTrigger(Anonymous, "get")] HttpRequest request) =>
        Task.FromResult("lost");

    [Function("Length")]
    public static async Task<IResult> LengthAsync([HttpTrigger(Anonymous, "post")] HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Json((await reader.ReadToEndAsync()).Length);
    }

    [Function("Locked")]
    public static IResult Locked([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
        Results.Text("open");

    [Function("LockedByDefault")]
    public static IResult LockedByDefault([HttpTrigger("get")] HttpRequest request) => Results.Text("open");
}
