namespace PushFunctions.Dev.Stack;

/// <summary>Where the repository lies: the nearest folder above the program that holds <c>PushFunctions.sln</c>.</summary>
public static class RepositoryRoot
{
    /// <summary>The root's full path.</summary>
    public static string Path { get; } = Find();

    /// <summary>A file or folder below the root.</summary>
    public static string Below(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PushFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new StackException(
            $"No folder above {AppContext.BaseDirectory} holds PushFunctions.sln: run this from inside the repository.");
    }
}
