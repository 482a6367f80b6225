using System.Runtime.InteropServices;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev;

/// <summary>Turns Ctrl-C and the signals that ask for an end into a token, so that everything is ended in order.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public EndSignal()
    {
        Signals.HeedInterrupt();
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, End),
        ];
    }

    /// <summary>Cancelled when the end is asked for.</summary>
    public CancellationToken Token => _asked.Token;

    /// <summary>Returns when the end is asked for.</summary>
    public async Task AskedAsync()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Token.Register(end.SetResult);
        await end.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _asked.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _asked.Cancel();
    }
}
