namespace PushFunctions.Dev.Doctor;

/// <summary>What one check found, as a line.</summary>
/// <param name="Level">Whether there is something to do.</param>
/// <param name="Text">What was found and, unless it is well, what to do.</param>
internal sealed record Finding(FindingLevel Level, string Text)
{
    public static Finding Ok(string text) => new(FindingLevel.Ok, text);

    public static Finding Warn(string text) => new(FindingLevel.Warn, text);

    public static Finding Fail(string text) => new(FindingLevel.Fail, text);

    /// <inheritdoc/>
    public override string ToString() => $"{Level.ToString().ToLowerInvariant(),-4}  {Text}";
}

/// <summary>How bad a finding is.</summary>
internal enum FindingLevel
{
    Ok,

    /// <summary>Something works only after a step of the reader's, or not as it might be meant.</summary>
    Warn,

    /// <summary>The stack cannot run like this.</summary>
    Fail,
}
