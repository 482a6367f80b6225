namespace PushFunctions.Dev.Test;

/// <summary>What <c>./dev test</c> was asked to run.</summary>
/// <param name="Names">Parts of project names; none means all projects.</param>
/// <param name="Filter">A filter for <c>dotnet test</c>, or null.</param>
internal sealed record TestArguments(IReadOnlyList<string> Names, string? Filter)
{
    /// <exception cref="UsageException">An unknown option, or a filter that is missing.</exception>
    public static TestArguments Parse(IEnumerable<string> arguments)
    {
        var names = new List<string>();
        string? filter = null;
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            if (argument == "--filter")
            {
                filter = rest.TryDequeue(out var value)
                    ? value
                    : throw new UsageException("--filter needs a value, as in `--filter FullyQualifiedName~Retry`.");
            }
            else if (argument.StartsWith("--filter=", StringComparison.Ordinal))
            {
                filter = argument["--filter=".Length..];
            }
            else if (argument.StartsWith('-'))
            {
                throw new UsageException($"`./dev test` has no option {argument}; it takes names of projects and --filter.");
            }
            else
            {
                names.Add(argument);
            }
        }

        return new TestArguments(names, filter);
    }

    /// <summary>The projects whose name contains one of the names, whatever the case.</summary>
    /// <exception cref="UsageException">No project does.</exception>
    public IReadOnlyList<TestProject> Choose(IReadOnlyList<TestProject> all)
    {
        var chosen = all
            .Where(project => Names.Count == 0
                || Names.Any(name => project.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return chosen.Count > 0
            ? chosen
            : throw new UsageException(
                $"No test project's name contains {string.Join(" or ", Names)}. There are: "
                + $"{string.Join(", ", all.Select(project => project.Name))}.");
    }
}
