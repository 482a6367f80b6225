using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What happens to any call: gate, body, faults, handler, wait, answer; and a note of it.</summary>
internal sealed class EndpointRunner(FarSide farSide, Gate gate, FaultBook faults)
{
    private readonly CallJournal _journal = farSide.Journal;
    private readonly TimeProvider _time = farSide.Time;

    /// <summary>Puts every endpoint at both forms of address.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var @base in Address.Bases)
        {
            foreach (var endpoint in EndpointTable.All)
                app.MapMethods($"{@base}/{endpoint.Pattern}", [endpoint.Method], http => RunAsync(http, endpoint));
            foreach (var pattern in EndpointTable.All.Select(endpoint => endpoint.Pattern).Distinct())
                app.Map($"{@base}/{pattern}", http => RefuseAsync(http, FarSideError.WrongMethod));
        }

        app.MapFallback(http => RefuseAsync(http, FarSideError.BadPath));
    }

    private async Task RunAsync(HttpContext http, Endpoint endpoint)
    {
        var note = new SimulatedCall
        {
            At = _time.GetUtcNow(),
            Endpoint = endpoint.Name,
            Path = http.Request.Path,
            Token = Gate.Token(http.Request),
        };
        _journal.Called(endpoint);
        try
        {
            await RunAsync(http, endpoint, note);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller hung up before all of the body was here.
            Cut(http, note);
        }
    }

    private async Task RunAsync(HttpContext http, Endpoint endpoint, SimulatedCall note)
    {
        if (gate.Refuse(http.Request, endpoint) is { } refusal)
        {
            await RefuseAsync(http, note, refusal.Error, refusal.RetryAfter);
            return;
        }

        if (!endpoint.TakesBody)
        {
            await TakeAsync(http, Call(http, endpoint, note, default), note);
            return;
        }

        var limit = farSide.Switches.Current.MaxBodyBytes;
        switch (await JsonBody.ReadAsync(http.Request, limit, http.RequestAborted))
        {
            case Checked<JsonElement>.Good good:
                await TakeAsync(http, Call(http, endpoint, note, good.Value), note);
                break;
            case Checked<JsonElement>.Refused refused:
                await RefuseAsync(http, note, refused.Error);
                break;
        }
    }

    private EndpointCall Call(HttpContext http, Endpoint endpoint, SimulatedCall note, JsonElement body) => new()
    {
        FarSide = farSide,
        Endpoint = endpoint,
        Route = http.Request.RouteValues,
        Query = http.Request.Query,
        At = note.At,
        BaseUri = Address.Base(http.Request),
        Path = Address.Path(http.Request),
        Token = note.Token,
        Body = body,
    };

    private async Task TakeAsync(HttpContext http, EndpointCall call, SimulatedCall note)
    {
        note = note with { Targets = call.Endpoint.Users(call) };
        farSide.Tasks.Run();
        var effect = faults.Draw(call.Endpoint.Name, note.Targets);
        var reply = effect.IsTaken ? call.Endpoint.Handle(call with { Effect = effect }) : null;

        // After the call was taken: who does not wait for the answer has done it nevertheless.
        var isHeard = await WaitAsync(effect.Delay, http.RequestAborted);
        if (effect.IsCut || !isHeard)
            Cut(http, note);
        else if (effect.Refusal is { } refusal)
            await RefuseAsync(http, note, refusal, effect.RetryAfter, effect.Body);
        else if (reply is Reply.Refused refused)
            await RefuseAsync(http, note, refused.Error);
        else if (reply is Reply.Good good)
            await AnswerAsync(http, note, good, effect.Body);
    }

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken hungUp)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, _time, hungUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !hungUp.IsCancellationRequested;
    }

    private async Task AnswerAsync(HttpContext http, SimulatedCall note, Reply.Good reply, string? text)
    {
        // Noted before the answer is out: who has the answer finds the call in the journal.
        _journal.Answered(note with { Status = StatusCodes.Status200OK });
        if (text is not null)
        {
            await Answers.WriteAsync(http, StatusCodes.Status200OK, text);
            return;
        }

        var duration = (long)(_time.GetUtcNow() - note.At).TotalMilliseconds;
        await Answers.WriteAsync(http, StatusCodes.Status200OK, json => reply.Write(json, new(note.At, duration)));
    }

    private Task RefuseAsync(
        HttpContext http, SimulatedCall note, FarSideError refusal, int? retryAfter = null, string? text = null)
    {
        _journal.Answered(note with { Status = refusal.Status });
        if (retryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        return text is null ? RefuseAsync(http, refusal) : Answers.WriteAsync(http, refusal.Status, text);
    }

    private Task RefuseAsync(HttpContext http, FarSideError refusal)
    {
        var isClassInError = farSide.Switches.Current.ClassNameInError;
        return Answers.WriteAsync(
            http, refusal.Status, json => refusal.Write(json, _time.GetUtcNow(), isClassInError));
    }

    private void Cut(HttpContext http, SimulatedCall note)
    {
        _journal.Answered(note);
        http.Abort();
    }
}
