using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Dev;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>The short form of <c>./dev bench fuzz</c>.</summary>
[Collection(nameof(Processes))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 5_000;

    [Fact]
    public async Task Generated_requests_leave_nothing_behind_but_what_was_promised()
    {
        var result = await FuzzBench.MeasureAsync(
            new LocalStackOptions(), seed: 4, first: 0, Requests, output.WriteLine, CancellationToken.None);

        Assert.Empty(result.Failures);
        Assert.InRange(result.Count, Requests, 2 * Requests);
        Assert.InRange(result.Pushes, Requests / 20, Requests);
        Assert.All(
            (int[])[200, 201, 202, 400, 401, 404, 412, 413, 415, 422],
            status => Assert.Contains(status, result.Answers.Keys));
    }
}
