namespace PushFunctions.LocalHost;

/// <summary>Collects what is wrong at start, so that one run tells all of it.</summary>
internal sealed class StartErrors
{
    private readonly List<string> _errors = [];

    public void Add(string error) => _errors.Add(error);

    /// <exception cref="LocalHostStartException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new LocalHostStartException(_errors);
    }
}
