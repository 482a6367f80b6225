using PushFunctions.Dev.Test;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class TestRunTests
{
    private const string Trx = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="a" outcome="Passed" />
            <UnitTestResult testName="b" outcome="Failed"><Output><StdOut>outcome="Passed"</StdOut></Output></UnitTestResult>
            <UnitTestResult testName="c" outcome="NotExecuted" />
            <UnitTestResult testName="d" outcome="Timeout" />
            <UnitTestResult testName="e" outcome="Passed" />
          </Results>
          <ResultSummary outcome="Failed"><Counters total="5" passed="2" failed="1" notExecuted="0" /></ResultSummary>
        </TestRun>
        """;

    [Fact]
    public void Counts_each_result_and_takes_what_is_neither_passed_nor_skipped_for_failed()
    {
        using var file = new StringReader(Trx);

        Assert.Equal(new TestCounts(2, 2, 1), TestCounts.Read(file));
    }

    [Fact]
    public void Says_the_sum_in_the_documented_words() =>
        Assert.Equal("3 passed, 2 failed, 1 skipped", (new TestCounts(1, 2, 0) + new TestCounts(2, 0, 1)).ToString());

    [Theory]
    [InlineData(0, 5, 0, false, 0)]
    [InlineData(1, 5, 2, false, 2)]
    [InlineData(1, 5, 0, false, 1)]
    [InlineData(0, 0, 0, false, 1)]
    [InlineData(0, 0, 0, true, 0)]
    public void A_run_that_broke_or_ran_nothing_counts_as_failed(
        int exitCode, int passed, int failed, bool isFiltered, int expected)
    {
        var run = TestRun.Judge("X", exitCode, new TestCounts(passed, failed, 0), isFiltered, TimeSpan.Zero, []);

        Assert.Equal(expected, run.Counts.Failed);
        Assert.Equal(expected == 1, run.Trouble is not null);
    }

    [Theory]
    [InlineData(134, false, 1)]
    [InlineData(134, true, 1)]
    [InlineData(0, false, 1)]
    [InlineData(0, true, 0)]
    public void A_run_without_results_counts_as_failed_unless_the_filter_fitted_nothing(
        int exitCode, bool isFiltered, int expected)
    {
        var run = TestRun.Judge("X", exitCode, counts: null, isFiltered, TimeSpan.Zero, []);

        Assert.Equal(expected, run.Counts.Failed);
    }
}
