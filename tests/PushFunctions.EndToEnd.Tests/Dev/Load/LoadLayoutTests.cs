using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

/// <summary>What benchmarks share knows none of them.</summary>
public sealed class LoadLayoutTests
{
    private static readonly string[] Known = ["PushFunctions.Dev.Run;", "PushFunctions.Dev.Stack;"];

    [Fact]
    public void Load_names_no_folder_of_a_benchmark()
    {
        var named = Directory.EnumerateFiles(RepositoryRoot.Below("eng", "dev", "Load"), "*.cs")
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("using PushFunctions.Dev.", StringComparison.Ordinal))
            .Select(line => line["using ".Length..])
            .Distinct();

        Assert.Equal(Known, named.Order(StringComparer.Ordinal));
    }
}
