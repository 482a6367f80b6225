using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Http;

/// <summary>Answers the requests of one HTTP function.</summary>
internal sealed class HttpEndpoint(HostedFunction.Http function, HostRuntime host)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate answer = AnswerAsync;
        var endpoint = routes.Map(function.Route, answer)
            .WithDisplayName(function.Name)
            .WithMetadata(new HostedEndpoint(function.NeedsKey));
        if (function.Verbs.Count > 0)
            endpoint.WithMetadata(new HttpMethodMetadata(function.Verbs));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var arguments = function.Arguments.Select(argument => argument(context)).ToArray();
            // As on the platform, anything but a result leaves 200 and no body.
            if (await host.Runner.RunAsync(function.Method, arguments) is IResult result)
                await result.ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.CallerGone(host.Logger, function.Name);
        }
        catch (Exception exception)
        {
            Log.Failed(host.Logger, exception, function.Name);
            Fail(context);
        }
    }

    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
