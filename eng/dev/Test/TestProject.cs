using System.Xml;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Test;

/// <summary>A test project that is built, and the run of its tests.</summary>
internal sealed class TestProject(string name)
{
    private static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(3);
    private static readonly string Results = RepositoryRoot.Below("artifacts", "test-results");

    // Hundreds of processes live for seconds: to profile them for better code costs a third of their time.
    private static readonly Dictionary<string, string> Runtime = new() { ["DOTNET_TieredPGO"] = "0" };

    public string Name { get; } = name;

    /// <summary>All test projects of the repository, by name.</summary>
    public static IReadOnlyList<TestProject> All() =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Below("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
            .Select(name => new TestProject(name)),
    ];

    /// <summary>Runs the tests.</summary>
    /// <param name="filter">The filter of <c>dotnet test</c>, or null for all tests.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public async Task<TestRun> RunAsync(string? filter, CancellationToken cancellationToken)
    {
        var trx = Path.Combine(Results, $"{Name}.trx");
        Directory.CreateDirectory(Results);
        File.Delete(trx);
        var began = TimeProvider.System.GetTimestamp();
        var output = new List<string>();
        await using var process = ChildProcess.Start(
            Name, "dotnet", Arguments(filter), Runtime, _ => false, line =>
            {
                lock (output)
                {
                    output.Add(line);
                }
            });
        try
        {
            var exitCode = await process.Ended.WaitAsync(cancellationToken);
            return TestRun.Judge(
                Name, exitCode, ReadResults(trx), filter is not null, TimeProvider.System.GetElapsedTime(began), output);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(Signals.Interrupt, AbortTime);
            throw;
        }
    }

    private List<string> Arguments(string? filter)
    {
        // The built assembly, not the project: no second look at the whole build.
        var assembly = RepositoryRoot.Below("tests", Name, "bin", BuildConfiguration.Name, "net10.0", $"{Name}.dll");
        List<string> arguments = ["test", assembly, "--logger", $"trx;LogFileName={Name}.trx", "--results-directory", Results];
        if (filter is not null)
        {
            arguments.AddRange(["--filter", filter]);
        }

        return arguments;
    }

    private static TestCounts? ReadResults(string trx)
    {
        try
        {
            using var file = File.OpenText(trx);
            return TestCounts.Read(file);
        }
        catch (Exception broken) when (broken is FileNotFoundException or XmlException)
        {
            return null;
        }
    }
}
