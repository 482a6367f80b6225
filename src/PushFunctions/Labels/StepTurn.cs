namespace PushFunctions.Labels;

/// <summary>The time that a step has for making calls.</summary>
public sealed class StepTurn : IDisposable
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _end;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _stop;

    /// <param name="length">How long it has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    public StepTurn(TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        (_time, _end) = (time, time.GetUtcNow() + length);
        _patience = new(length, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token, cancellationToken);
    }

    /// <summary>Ends waits, never calls.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>No further call is begun. A process that stood still finds it so before its timers tell.</summary>
    public bool IsOver => _stop.IsCancellationRequested || _time.GetUtcNow() >= _end;

    public void Dispose()
    {
        _stop.Dispose();
        _patience.Dispose();
    }
}
