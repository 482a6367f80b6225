namespace PushFunctions.Dev.Chaos;

/// <summary>Some of a push's users who ended badly, as the bridge lists them.</summary>
internal sealed record FailurePage(IReadOnlyList<FailurePage.Failure> Failures, string? Cursor)
{
    internal sealed record Failure(string User);
}
