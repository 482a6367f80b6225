namespace AgoraChat.Simulator;

/// <summary>The routes by which a test or a person looks at the simulator and makes it fail.</summary>
internal sealed class ControlRoutes(CallJournal journal, CallLimits limits, FaultBook faults)
{
    private const int UsualCalls = 100;

    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/simulator");
        control.MapGet("/stats", () => Results.Json(journal.Stats, ControlJson.Default.SimulatorStats));
        control.MapGet("/users/{user}", (string user) =>
            Results.Json(journal.PushesTo(user), ControlJson.Default.UserPushes));
        control.MapGet("/calls", (HttpRequest request) => Calls(request));
        control.MapGet("/faults", () => Results.Json(new FaultList(faults.List()), ControlJson.Default.FaultList));
        control.MapPost("/faults", (HttpRequest request, CancellationToken cancellationToken) =>
            AddFaultAsync(request, cancellationToken));
        control.MapDelete("/faults", () => Do(faults.Clear));
        control.MapGet("/limits", () => Limits());
        control.MapPut("/limits", (HttpRequest request, CancellationToken cancellationToken) =>
            SetLimitsAsync(request, cancellationToken));
        control.MapPost("/reset", () => Do(Reset));
    }

    public void Reset()
    {
        faults.Clear();
        limits.Reset();
        journal.Reset();
    }

    private static IResult Do(Action action)
    {
        action();
        return Results.NoContent();
    }

    private IResult Calls(HttpRequest request)
    {
        var limit = UsualCalls;
        if (request.Query["limit"].ToString() is { Length: > 0 } text && (!int.TryParse(text, out limit) || limit < 1))
            return Wrong($"limit is \"{text}\"; 1 or more is allowed.");
        return Results.Json(new CallList(journal.Calls(limit)), ControlJson.Default.CallList);
    }

    private IResult Limits() => Results.Json(
        limits.CallsPerMinute.ToDictionary(pair => pair.Key, pair => new LimitBody { CallsPerMinute = pair.Value }),
        ControlJson.Default.DictionaryStringLimitBody);

    private async Task<IResult> AddFaultAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var fault = await ControlBody.ReadAsync(request, ControlJson.Default.Fault, cancellationToken);
            var state = new FaultState(faults.Add(fault), 0, fault);
            return Results.Json(state, ControlJson.Default.FaultState, statusCode: StatusCodes.Status201Created);
        }
        catch (ArgumentException wrong)
        {
            return Wrong(wrong.Message);
        }
    }

    private async Task<IResult> SetLimitsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await ControlBody.ReadAsync(
                request, ControlJson.Default.DictionaryStringLimitBody, cancellationToken);
            foreach (var (endpoint, limit) in body)
                limits.Set(endpoint, limit.CallsPerMinute);
            return Limits();
        }
        catch (ArgumentException wrong)
        {
            return Wrong(wrong.Message);
        }
    }

    private static IResult Wrong(string why) => Results.Json(
        new ControlError(why), ControlJson.Default.ControlError, statusCode: StatusCodes.Status400BadRequest);
}
