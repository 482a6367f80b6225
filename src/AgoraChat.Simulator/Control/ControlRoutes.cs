namespace AgoraChat.Simulator;

/// <summary>The routes by which a test or a person looks at the simulator and makes it fail.</summary>
internal sealed class ControlRoutes(FarSide farSide, CallLimits limits, FaultBook faults)
{
    private const int UsualCalls = 100;

    private readonly CallJournal _journal = farSide.Journal;

    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/simulator");
        control.AddEndpointFilter((context, next) =>
        {
            // What was due by now has happened before anybody looks.
            farSide.Tasks.Run();
            return next(context);
        });
        control.MapGet("/stats", () => Results.Json(_journal.Stats, ControlJson.Default.SimulatorStats));
        control.MapGet("/users/{user}", (string user) =>
            Results.Json(_journal.PushesTo(user), ControlJson.Default.UserPushes));
        control.MapGet("/told", (HttpRequest request) => Told(request.Query));
        control.MapPut("/users/{user}", (string user, HttpRequest request, CancellationToken cancellationToken) =>
            SetUserAsync(user, request, cancellationToken));
        control.MapGet("/labels/{label}", (string label) => Label(label));
        control.MapGet("/tasks", () =>
            Results.Json(new TaskList(farSide.Tasks.List()), ControlJson.Default.TaskList));
        control.MapGet("/calls", (HttpRequest request) => CallsAsync(request));
        control.MapGet("/notes", (HttpRequest request) => NotesAsync(request));
        control.MapGet("/faults", () => Results.Json(new FaultList(faults.List()), ControlJson.Default.FaultList));
        control.MapPost("/faults", (HttpRequest request, CancellationToken cancellationToken) =>
            AddFaultAsync(request, cancellationToken));
        control.MapDelete("/faults", () => Do(faults.Clear));
        control.MapDelete("/faults/{id:int}", (int id) => RemoveFault(id));
        control.MapGet("/limits", () => Limits());
        control.MapPut("/limits", (HttpRequest request, CancellationToken cancellationToken) =>
            SetLimitsAsync(request, cancellationToken));
        control.MapPut("/limits/{preset}", (string preset) => SetPreset(preset));
        control.MapGet("/switches", () => Switches());
        control.MapPut("/switches", (HttpRequest request, CancellationToken cancellationToken) =>
            SetSwitchesAsync(request, cancellationToken));
        control.MapPost("/reset", () => Do(Reset));
        control.MapDelete("/tokens", () => Do(farSide.Tokens.Expire));
    }

    public void Reset()
    {
        faults.Clear();
        limits.Reset();
        farSide.Reset();
    }

    private static IResult Do(Action action)
    {
        action();
        return Results.NoContent();
    }

    private Task<IResult> CallsAsync(HttpRequest request) => TryAsync(() =>
    {
        var calls = _journal.Calls((int)Number(request, "limit", 1, int.MaxValue, UsualCalls));
        return Task.FromResult(Results.Json(new CallList(calls), ControlJson.Default.CallList));
    });

    private Task<IResult> NotesAsync(HttpRequest request) => TryAsync(() =>
    {
        var after = Number(request, "after", 0, long.MaxValue, 0);
        var notes = _journal.Notes(after, (int)Number(request, "limit", 1, int.MaxValue, int.MaxValue));
        return Task.FromResult(Results.Json(new NoteList(notes), ControlJson.Default.NoteList));
    });

    private static long Number(HttpRequest request, string name, long least, long most, long usual) =>
        request.Query[name].ToString() switch
        {
            "" => usual,
            var text when long.TryParse(text, out var number) && number >= least && number <= most => number,
            var text => throw new ArgumentException($"{name} is \"{text}\"; {least} or more is allowed."),
        };

    private IResult Label(string name) => farSide.Labels.State(name) is { } label
        ? Results.Json(label, ControlJson.Default.LabelState)
        : Results.Json(
            new ControlError($"There is no label \"{name}\"."),
            ControlJson.Default.ControlError,
            statusCode: StatusCodes.Status404NotFound);

    private IResult Told(IQueryCollection query) => Results.Json(
        _journal.Told(query["prefix"].ToString(), withOnce: query["once"] == "true"), ControlJson.Default.ToldUsers);

    private IResult RemoveFault(int id) => faults.Remove(id)
        ? Results.NoContent()
        : Results.Json(
            new ControlError($"There is no fault {id}; it is used up, or was cleared."),
            ControlJson.Default.ControlError,
            statusCode: StatusCodes.Status404NotFound);

    private IResult Limits() =>
        Results.Json(limits.All.ToDictionary(), ControlJson.Default.DictionaryStringCallLimit);

    private IResult Switches() =>
        Results.Json(farSide.Switches.Current, ControlJson.Default.SimulatorSwitches);

    private Task<IResult> AddFaultAsync(HttpRequest request, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            var fault = await ControlBody.ReadAsync(request, ControlJson.Default.Fault, cancellationToken);
            var state = new FaultState(faults.Add(fault), 0, fault);
            return Results.Json(state, ControlJson.Default.FaultState, statusCode: StatusCodes.Status201Created);
        });

    private Task<IResult> SetLimitsAsync(HttpRequest request, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            var type = ControlJson.Default.DictionaryStringCallLimit;
            limits.Set(await ControlBody.ReadAsync(request, type, cancellationToken));
            return Limits();
        });

    private IResult SetPreset(string preset)
    {
        if (LimitPresets.Find(preset) is not { } known)
            return Wrong($"\"{preset}\" is no preset; they are: {LimitPresets.List}.");
        limits.Set(known);
        return Limits();
    }

    private Task<IResult> SetSwitchesAsync(HttpRequest request, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            var type = ControlJson.Default.SimulatorSwitches;
            farSide.Switches.Set(
                await ControlBody.MergeAsync(request, farSide.Switches.Current, type, cancellationToken));
            return Switches();
        });

    private Task<IResult> SetUserAsync(string user, HttpRequest request, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            var body = await ControlBody.ReadAsync(request, ControlJson.Default.UserSettings, cancellationToken);
            var state = UserState.Of(farSide.Users.Set(user, body.ApplyTo));
            return Results.Json(state, ControlJson.Default.UserState);
        });

    private static async Task<IResult> TryAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (ArgumentException wrong)
        {
            return Wrong(wrong.Message);
        }
    }

    private static IResult Wrong(string why) => Results.Json(
        new ControlError(why), ControlJson.Default.ControlError, statusCode: StatusCodes.Status400BadRequest);
}
