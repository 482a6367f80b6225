using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Receive;

namespace PushFunctions.Tests.Conventions;

/// <summary>The app as it is written: its files, and its functions.</summary>
internal static class AppSources
{
    /// <summary>The stages in the order in which they may use each other; a stage uses only those before it.</summary>
    public static readonly IReadOnlyList<string> Stages =
    [
        "Storage", "Problems", "Signing", "Egress", "Budgets", "Templates", "Map", "Events", "Expand", "Accept", "Manage",
        "Lists", "Audiences", "Notices", "Dispatch", "Claims", "Settle", "Deliver", "Tasks", "Wait", "Receive", "Hooks",
        "Preview", "Recover", "Status", "Stories", "Control", "Replay", "Listing", "Labels", "LabelRoutes", "Preferences",
        "PushTemplates", "ManyPreferences", "Retention", "Callbacks",
    ];

    public static Assembly App => typeof(AcceptEventFunction).Assembly;

    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. ReadAll(Path.Combine(Repository.Root, "src", "PushFunctions"))];

    public static IReadOnlyList<AppFunction> Functions { get; } =
    [
        .. from type in App.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select new AppFunction(type, method, function.Name),
    ];

    public static IEnumerable<SourceFile> ReadAll(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let relative = Path.GetRelativePath(folder, path).Replace('\\', '/')
        where !relative.StartsWith("bin/", StringComparison.Ordinal)
            && !relative.Contains("obj/", StringComparison.Ordinal)
        select new SourceFile(relative, File.ReadAllText(path));
}

/// <summary>One file.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folder that it lies in; empty for files beside the project.</summary>
    public string Stage =>
        Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IReadOnlyList<string> Lines { get; } = Text.Split('\n');

    public override string ToString() => Path;
}

/// <summary>One function: its class, its method, the name that the platform knows.</summary>
internal sealed record AppFunction(Type Type, MethodInfo Method, string Name)
{
    public IReadOnlyList<T> Triggers<T>()
        where T : Attribute =>
        [.. Method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<T>())];

    public Type Handler => Type.GetConstructors().Single().GetParameters().Single().ParameterType;

    public SourceFile Source => AppSources.Files.Single(file => file.Name == Type.Name);

    public override string ToString() => Name;
}
