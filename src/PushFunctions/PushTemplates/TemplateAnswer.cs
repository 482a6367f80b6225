using AgoraChat.Push;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.PushTemplates;

/// <summary>Writes a template.</summary>
public sealed class TemplateAnswer(int status, PushTemplate template) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(
            TemplateView.Of(template), TemplatesJson.Relaxed.TemplateView, contentType: null,
            httpContext.RequestAborted);
    }
}
