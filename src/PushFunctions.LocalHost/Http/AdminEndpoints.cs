using System.Text.Json;
using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Http;

/// <summary>Lists the functions, and fires a queue or timer function once when asked.</summary>
internal sealed class AdminEndpoints(IReadOnlyList<HostedFunction> functions, ManualRuns runs)
{
    private const string Path = "/admin/functions";

    public void Map(IEndpointRouteBuilder routes)
    {
        var admin = new HostedEndpoint(NeedsKey: true);
        RequestDelegate list = ListAsync;
        RequestDelegate fire = FireAsync;
        routes.MapGet(Path, list).WithMetadata(admin);
        routes.MapPost($"{Path}/{{name}}", fire).WithMetadata(admin);
    }

    private Task ListAsync(HttpContext context)
    {
        var root = new Uri($"{context.Request.Scheme}://{context.Request.Host}/");
        return Results.Json(functions.Select(function => Describe(function, root))).ExecuteAsync(context);
    }

    private async Task FireAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var wait = context.Request.Query["wait"] == "true";
        var result = functions.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => Refuse(404, $"There is no function '{name}'; GET {Path} lists all."),
            HostedFunction.Http http =>
                Refuse(400, $"'{http.Name}' is an HTTP function: call its route /{http.Route.RawText}."),
            HostedFunction.Queue queue => await ReadInputAsync(context) is { } input
                ? await AnswerAsync(runs.Start(queue, input), wait)
                : Refuse(400, $"'{queue.Name}' is a queue function: post {{\"input\": \"<the message>\"}}."),
            HostedFunction.Timer timer => await AnswerAsync(runs.Start(timer), wait),
            var other => throw new InvalidOperationException($"Nothing fires a {other.GetType().Name}."),
        };
        await result.ExecuteAsync(context);
    }

    private static async Task<IResult> AnswerAsync(Task<bool> run, bool wait) => wait
        ? await run ? Results.NoContent() : Refuse(500, "The run failed; the log says why.")
        : Results.StatusCode(StatusCodes.Status202Accepted);

    private static async Task<string?> ReadInputAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(
                context.Request.Body, cancellationToken: context.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("input", out var input)
                && input.ValueKind == JsonValueKind.String
                    ? input.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object Describe(HostedFunction function, Uri root) => function switch
    {
        HostedFunction.Http http => new
        {
            function.Name,
            Kind = "http",
            Methods = http.Verbs,
            Route = http.Route.RawText,
            Url = new Uri(root, http.Route.RawText).OriginalString,
            http.NeedsKey,
        },
        HostedFunction.Queue queue => new
        {
            function.Name,
            Kind = "queue",
            Queue = queue.QueueName,
            Url = Fire(root, queue),
        },
        HostedFunction.Timer timer => new
        {
            function.Name,
            Kind = "timer",
            Schedule = timer.Text,
            timer.RunOnStartup,
            Url = Fire(root, timer),
        },
        _ => throw new InvalidOperationException($"Nothing describes a {function.GetType().Name}."),
    };

    private static string Fire(Uri root, HostedFunction function) =>
        new Uri(root, $"{Path}/{function.Name}").AbsoluteUri;

    private static IResult Refuse(int status, string detail) => Results.Problem(detail, statusCode: status);
}
