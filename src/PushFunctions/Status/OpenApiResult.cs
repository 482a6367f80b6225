using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PushFunctions.Status;

/// <summary>The document with its ETag; <c>304</c> for who has it. Public properties would be sent once more.</summary>
public sealed class OpenApiResult(byte[] document) : IResult
{
    private readonly EntityTagHeaderValue _tag =
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(document))[..16]}\"");

    public Task ExecuteAsync(HttpContext httpContext) =>
        TypedResults.Bytes(document, "application/json", entityTag: _tag).ExecuteAsync(httpContext);
}
