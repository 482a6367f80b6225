using Microsoft.AspNetCore.Http;
using PushFunctions.Manage;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Writes an audience, with the version of its list as <c>ETag</c>.</summary>
public sealed class AudienceAnswer(int status, AudienceRow row) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (row.Version is { } version) response.Headers.ETag = MappingCondition.ETagOf(version);
        if (status == StatusCodes.Status202Accepted)
        {
            var request = httpContext.Request;
            response.Headers.Location = AudienceLinks.Of(request, row.Name);
        }

        return response.WriteAsJsonAsync(
            AudienceView.Of(row), AudienceJson.Relaxed.AudienceView, contentType: null, httpContext.RequestAborted);
    }
}
