namespace PushFunctions.Dev.Test;

/// <summary>Runs test projects one after the other and sums them up; its last line is the sum.</summary>
internal static class TestCommand
{
    public static async Task<int> RunAsync(TestArguments arguments, EndSignal end)
    {
        var sum = TestCounts.None;
        foreach (var project in arguments.Choose(TestProject.All()))
        {
            var run = await project.RunAsync(arguments.Filter, end.Token);
            sum += run.Counts;
            Show(run);
        }

        if (sum.Total == 0)
        {
            Console.WriteLine("No test was run: the filter fits none.");
        }

        Console.WriteLine(sum);
        return sum is { Total: > 0, Failed: 0 } ? 0 : 1;
    }

    private static void Show(TestRun run)
    {
        if (run.Counts.Failed > 0)
        {
            Console.WriteLine(string.Join('\n', run.Output));
        }

        Console.WriteLine($"{run.Name} ({run.Took.TotalSeconds:0} s): {run.Counts}");
        if (run.Trouble is { } trouble)
        {
            Console.WriteLine($"{run.Name} counts as failed: {trouble}.");
        }
    }
}
