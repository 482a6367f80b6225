using PushFunctions.Preferences;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>What became of the lines of a part, while it is worked on by several calls at once.</summary>
public sealed class PartState
{
    private readonly Lock _lock = new();
    private readonly byte[] _states;
    private readonly bool[] _triedNow;
    private readonly Dictionary<int, LineFailure> _failures;
    private readonly IReadOnlyList<PreferenceLine> _lines;

    public PartState(IReadOnlyList<PreferenceLine> lines, PreferencePartRow? row)
    {
        _lines = lines;
        _states = row?.States is { Length: > 0 } there ? [.. there] : new byte[lines.Count];
        _triedNow = new bool[lines.Count];
        _failures = LineFailure.Read(row?.Failures ?? []).ToDictionary(failure => failure.Line);
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index] is not { Refused: { } why } refused || this[index] != LineStates.None) continue;
            _states[index] = (byte)LineStates.Refused;
            _failures[refused.Number] = new(refused.Number, refused.User, null, why);
        }
    }

    public LineStates this[int index]
    {
        get
        {
            lock (_lock) return (LineStates)_states[index];
        }
    }

    /// <summary>Lines of which a call is still to be made.</summary>
    public IReadOnlyList<int> Left =>
        [.. Enumerable.Range(0, _lines.Count).Where(index => LineState.LeftOf(_lines[index], this[index]).Count > 0)];

    /// <summary>Whether a call of a line has ended since the part was read.</summary>
    public bool IsTriedNow(int index)
    {
        lock (_lock) return _triedNow[index];
    }

    public void Done(int index, PreferenceCallKind kind) => Add(index, LineState.DoneOf(kind));

    /// <summary>Another try may set it.</summary>
    public void Tried(int index) => Add(index, LineStates.None);

    public void Fail(int index, IEnumerable<PlannedCall> calls, string reason)
    {
        lock (_lock)
        {
            var line = _lines[index];
            foreach (var call in calls)
            {
                Add(index, LineState.FailedOf(call.Kind));
                var before = _failures.GetValueOrDefault(line.Number);
                _failures[line.Number] = new(
                    line.Number, line.User, [.. before?.Fields ?? [], .. call.Fields],
                    before is null || before.Reason == reason ? reason : $"{before.Reason} {reason}");
            }
        }
    }

    public PreferencePartRow ToRow(string job, int part)
    {
        lock (_lock)
        {
            var row = new PreferencePartRow
            {
                PartitionKey = job, RowKey = PreferencePartRow.KeyOf(part), States = [.. _states],
                Failures = LineFailure.Write([.. _failures.Values.OrderBy(failure => failure.Line)]),
            };
            for (var index = 0; index < _lines.Count; index++)
            {
                var state = (LineStates)_states[index];
                if (state == LineStates.None) continue;
                if (state.HasFlag(LineStates.Refused)) row.Refused++;
                else if (LineState.LeftOf(_lines[index], state).Count > 0) row.Retrying++;
                else if (LineState.HasFailed(state)) row.Failed++;
                else row.Applied++;
            }

            return row;
        }
    }

    private void Add(int index, LineStates bits)
    {
        lock (_lock)
        {
            _states[index] |= (byte)(bits | LineStates.Tried);
            _triedNow[index] = true;
        }
    }
}
