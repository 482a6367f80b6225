namespace AgoraChat.Simulator;

/// <summary><c>POST push/single</c>: one message to up to 100 users, each answered for.</summary>
internal sealed class PushSingleEndpoint(Gate gate, FaultBook faults, CallJournal journal, TimeProvider time)
{
    private const string Name = EndpointNames.PushSingle;

    public async Task HandleAsync(HttpContext http)
    {
        var call = new SimulatedCall
        {
            At = time.GetUtcNow(),
            Endpoint = Name,
            Path = http.Request.Path,
            Token = Gate.Token(http.Request),
        };
        journal.Called(Name);
        try
        {
            await HandleAsync(http, call);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller hung up before all of the body was here.
            Cut(http, call);
        }
    }

    private async Task HandleAsync(HttpContext http, SimulatedCall call)
    {
        var refusal = gate.Refuse(http.Request, Name);
        if (refusal is null)
        {
            switch (await PushRequest.ReadAsync(http.Request, http.RequestAborted))
            {
                case Checked<PushRequest>.Good good:
                    await TakeAsync(http, call with { Targets = good.Value.Targets }, good.Value);
                    return;
                case Checked<PushRequest>.Refused refused:
                    refusal = refused.Error;
                    break;
            }
        }

        await RefuseAsync(http, call, refusal!);
    }

    private async Task TakeAsync(HttpContext http, SimulatedCall call, PushRequest push)
    {
        var effect = faults.Draw(Name, push.Targets);
        if (effect.IsTaken)
            journal.Took(Name, call.At, [.. push.Targets.Where(effect.IsAccepted)], push.Message);

        // After the push was taken: who does not wait for the answer has sent it nevertheless.
        var isHeard = await WaitAsync(effect.Delay, http.RequestAborted);
        if (effect.IsCut || !isHeard)
            Cut(http, call);
        else if (effect.Refusal is { } refusal)
            await RefuseAsync(http, call, refusal, effect.RetryAfter);
        else
            await AnswerAsync(http, call, push.Targets, effect);
    }

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken hungUp)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time, hungUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !hungUp.IsCancellationRequested;
    }

    private async Task AnswerAsync(
        HttpContext http, SimulatedCall call, IReadOnlyList<string> targets, FaultEffect effect)
    {
        // Noted before the answer is out: who has the answer finds the call in the journal.
        journal.Answered(call with { Status = StatusCodes.Status200OK });
        await Answers.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp", call.At.ToUnixTimeMilliseconds());
            json.WriteStartArray("data");
            foreach (var target in targets)
                effect.AnswerFor(target).Write(json, target);
            json.WriteEndArray();
            json.WriteNumber("duration", (long)(time.GetUtcNow() - call.At).TotalMilliseconds);
            json.WriteEndObject();
        });
    }

    private async Task RefuseAsync(HttpContext http, SimulatedCall call, FarSideError refusal, int? retryAfter = null)
    {
        journal.Answered(call with { Status = refusal.Status });
        if (retryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        await Answers.WriteAsync(http, refusal.Status, json => refusal.Write(json, call.At));
    }

    private void Cut(HttpContext http, SimulatedCall call)
    {
        journal.Answered(call);
        http.Abort();
    }
}
