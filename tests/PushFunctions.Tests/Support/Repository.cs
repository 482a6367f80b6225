namespace PushFunctions.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? from)
    {
        while (from is not null && !File.Exists(Path.Combine(from.FullName, "PushFunctions.sln")))
            from = from.Parent;
        return from?.FullName ?? throw new DirectoryNotFoundException("PushFunctions.sln is in no parent directory.");
    }
}
