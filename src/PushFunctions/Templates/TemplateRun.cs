namespace PushFunctions.Templates;

/// <summary>
/// The filling of one event's templates: what it has cost so far, and what the data lacked. The engine's own objects
/// have no room for it, and filling never leaves its thread.
/// </summary>
public sealed class TemplateRun(TimeProvider time)
{
    [ThreadStatic]
    private static TemplateRun? _current;

    private readonly long _began = time.GetTimestamp();
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private int _turns;

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

    internal T Do<T>(Func<T> fill)
    {
        var before = _current;
        _current = this;
        try
        {
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
        CheckTime();
    }

    internal void CheckTime()
    {
        if (time.GetElapsedTime(_began) > TemplateLimits.Time)
        {
            throw new TemplateLimitException(
                $"the event's templates take more than {TemplateLimits.Time.TotalSeconds:N0} s");
        }
    }
}
