namespace PushFunctions.Templates;

/// <summary>
/// The filling of one event's templates: what it has cost so far, and what the data lacked. The engine's own objects
/// have no room for it, and filling never leaves its thread.
/// </summary>
/// <param name="time">The clock; null: however long it takes.</param>
public sealed class TemplateRun(TimeProvider? time)
{
    [ThreadStatic]
    private static TemplateRun? _current;

    private readonly long _began = time?.GetTimestamp() ?? 0;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private int _turns;
    private int _weight;
    private long _steps;
    private long _output;

    /// <summary>What the templates of this message printed and the data did not have, as JSON pointers.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Whether any template since then has looked at its user.</summary>
    public bool HasReadUser { get; private set; }

    internal static TemplateRun Current =>
        _current ?? throw new InvalidOperationException("No template is being filled on this thread.");

    /// <summary>Counts turns and what is missing anew.</summary>
    public void BeginMessage()
    {
        _turns = 0;
        _missing.Clear();
    }

    /// <param name="expressions">How many the template has: so many steps it takes, and each turn in it.</param>
    internal T Do<T>(int expressions, Func<T> fill)
    {
        var before = _current;
        _current = this;
        _weight = expressions;
        try
        {
            CountSteps(expressions);
            return fill();
        }
        finally
        {
            _current = before;
        }
    }

    internal void ReadUser() => HasReadUser = true;

    internal void Lack(string pointer) => _missing.Add(pointer);

    internal void CountTurn()
    {
        if (++_turns > TemplateLimits.Turns)
            throw new TemplateLimitException($"its loops take more than {TemplateLimits.Turns:N0} turns");
        CountSteps(_weight + 1);
        CheckTime();
    }

    internal void CountSteps(int steps)
    {
        _steps += steps;
        if (_steps <= TemplateLimits.Steps) return;
        throw new TemplateLimitException(
            $"the templates of all the event's messages take more than {TemplateLimits.Steps:N0} steps");
    }

    internal void CountOutput(int letters)
    {
        _output += letters;
        if (_output > TemplateLimits.OutputInAll)
        {
            throw new TemplateLimitException(
                $"the templates of all the event's messages make more than {TemplateLimits.OutputInAll:N0} characters");
        }

        CheckTime();
    }

    private void CheckTime()
    {
        if (time is not null && time.GetElapsedTime(_began) > TemplateLimits.Time) throw new TemplateTimeException();
    }
}
