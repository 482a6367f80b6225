using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Map;

namespace PushFunctions.Manage;

/// <summary>Writes a mapping as it was put, with its version as <c>ETag</c>; a file has none.</summary>
public sealed class MappingAnswer(int status, JsonElement json, string? version) : IResult
{
    public static MappingAnswer For(MappingChange.Put put) => new(
        put.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, put.Mapping.Json, put.Mapping.Version);

    public static MappingAnswer For(StoredMapping mapping) =>
        new(StatusCodes.Status200OK, mapping.Json, mapping.Version);

    public static MappingAnswer For(MappingFile file) => new(StatusCodes.Status200OK, file.Json, version: null);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (version is not null) response.Headers.ETag = MappingCondition.ETagOf(version);
        return response.WriteAsJsonAsync(
            json, MappingsJson.Relaxed.JsonElement, contentType: null, httpContext.RequestAborted);
    }
}
