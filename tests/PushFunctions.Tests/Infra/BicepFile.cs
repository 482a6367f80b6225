using System.Text.Json;

namespace PushFunctions.Tests.Infra;

/// <summary>One Bicep file, as its tree has it.</summary>
internal sealed record BicepFile(string Path, BicepNode Root)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The texts of all files below <c>infra</c>, by their path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = Directory
        .EnumerateFiles(System.IO.Path.Combine(Repository.Root, "infra"), "*.bicep", SearchOption.AllDirectories)
        .ToDictionary(
            file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText);

    private static readonly Lazy<Task<IReadOnlyList<BicepFile>>> Own = new(() => ParseAsync(Texts));

    public static Task<IReadOnlyList<BicepFile>> ReadAllAsync() => Own.Value;

    public static async Task<BicepFile> ReadAsync(string path) =>
        (await ReadAllAsync()).Single(file => file.Path == path);

    /// <summary>The file as it would be with a piece of it replaced.</summary>
    public static async Task<BicepFile> ChangedAsync(string path, string from, string to)
    {
        Assert.Contains(from, Texts[path], StringComparison.Ordinal);
        var changed = Texts[path].Replace(from, to, StringComparison.Ordinal);
        return (await ParseAsync(new Dictionary<string, string> { [path] = changed })).Single();
    }

    public static async Task<IReadOnlyList<BicepFile>> ParseAsync(IReadOnlyDictionary<string, string> texts)
    {
        using var trees = JsonDocument.Parse(
            await NodeScript.RunAsync("parse-bicep.cjs", JsonSerializer.Serialize(texts)));
        return
        [
            .. trees.RootElement.EnumerateObject().Select(tree => tree.Value.ValueKind == JsonValueKind.String
                ? throw new FormatException($"{tree.Name} is no Bicep: {tree.Value.GetString()}")
                : new BicepFile(tree.Name, tree.Value.Deserialize<BicepNode>(Web)!)),
        ];
    }

    /// <summary>What a variable, or the default of a parameter, is written as.</summary>
    public BicepNode Value(string name) => Root.Children
        .Where(node => node.Is("variable_declaration") || node.Is("parameter_declaration"))
        .Where(node => node.Children.First(child => child.Is("identifier")).Text == name)
        .Select(node => node.Children[^1])
        .SingleOrDefault() ?? throw new InvalidOperationException($"{Path} has no {name}.");

    /// <summary>Names of the parameters, and whether each has a default.</summary>
    public IReadOnlyDictionary<string, bool> Parameters => Root.Children
        .Where(node => node.Is("parameter_declaration"))
        .ToDictionary(
            node => node.Children.First(child => child.Is("identifier")).Text,
            node => !node.Children[^1].Is("type"));

    /// <summary>The strings of an array.</summary>
    public IReadOnlyList<string> Strings(string variable) =>
        [.. Value(variable).Children.Select(item => item.Plain)];

    public IReadOnlyList<BicepResource> Resources => [.. BicepResource.Of(this, Root, "")];

    /// <summary>Modules: where they lie, and what they are given.</summary>
    public IReadOnlyList<(string Path, BicepNode Body)> Modules =>
    [
        .. Root.Children.Where(node => node.Is("module_declaration")).Select(node => (
            node.Children.First(child => child.Is("string")).Plain,
            node.All.First(child => child.Is("object")))),
    ];

    /// <summary>Names of the resources of a type that are created, loops unrolled.</summary>
    public IReadOnlyList<string> Names(string type) =>
        [.. Resources.Where(resource => resource.Type == type && !resource.IsExisting).SelectMany(resource => resource.Names)];
}
