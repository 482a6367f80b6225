namespace PushFunctions.Dev.Test;

/// <summary>The outcome of one project's tests.</summary>
/// <param name="Name">The project.</param>
/// <param name="Counts">Its tests; a run that broke counts as one failed test more.</param>
/// <param name="Trouble">Why the run counts as failed although no test did, or null.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Output">What it printed.</param>
public sealed record TestRun(
    string Name, TestCounts Counts, string? Trouble, TimeSpan Took, IReadOnlyList<string> Output)
{
    /// <summary>Turns what a run left behind into an outcome: a run that ended early must not look like a good one.</summary>
    public static TestRun Judge(
        string name, int exitCode, TestCounts? counts, bool isFiltered, TimeSpan took, IReadOnlyList<string> output)
    {
        var trouble = (counts, exitCode) switch
        {
            (null, _) when !isFiltered || exitCode != 0 => $"it ended with exit code {exitCode} and left no results",
            ({ Failed: 0 }, not 0) => $"no test failed, but it ended with exit code {exitCode}",
            ({ Total: 0 }, _) when !isFiltered => "it ran no tests",
            _ => null,
        };
        var all = (counts ?? TestCounts.None) + (trouble is null ? TestCounts.None : new TestCounts(0, 1, 0));
        return new TestRun(name, all, trouble, took, output);
    }
}
