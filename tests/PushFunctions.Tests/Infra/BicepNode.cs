namespace PushFunctions.Tests.Infra;

/// <summary>A node of the tree that tree-sitter makes of Bicep.</summary>
internal sealed record BicepNode(string Type, string? Field, string Text, IReadOnlyList<BicepNode> Children)
{
    public bool Is(string type) => Type == type;

    /// <summary>This node and all below it.</summary>
    public IEnumerable<BicepNode> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>The properties of an object, by name.</summary>
    public IReadOnlyDictionary<string, BicepNode> Properties => Children
        .Where(child => child.Is("object_property") && child.Children.Count == 2)
        .ToDictionary(property => property.Children[0].NameText, property => property.Children[1]);

    /// <summary>A property some levels down.</summary>
    public BicepNode At(params string[] path) => path.Aggregate(
        this,
        (node, name) => node.Properties.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException($"There is no {name} in {node.Text}."));

    /// <summary>Text of a string, its interpolations filled in.</summary>
    /// <param name="valueOf">What a name stands for.</param>
    public string Fill(Func<string, string> valueOf) => Type switch
    {
        "string" => string.Concat(Children.Select(part => part.Is("interpolation")
            ? part.Children.Single().Fill(valueOf)
            : part.Is("string_content") ? part.Text : throw Odd())),
        "identifier" => valueOf(Text),
        _ => throw Odd(),
    };

    /// <summary>Text of a string without interpolations.</summary>
    public string Plain => Fill(name => throw new InvalidOperationException($"{Text} is not plain: it has {name}."));

    private string NameText => Is("string") ? Text.Trim('\'') : Text;

    private InvalidOperationException Odd() => new($"This check does not know what {Type} is worth: {Text}");
}
