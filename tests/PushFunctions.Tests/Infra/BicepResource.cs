namespace PushFunctions.Tests.Infra;

/// <summary>A resource, also one that is declared within another.</summary>
internal sealed record BicepResource(
    BicepFile File, string Symbol, string Type, string ApiVersion, bool IsExisting, BicepNode Body, BicepNode? Loop)
{
    public static IEnumerable<BicepResource> Of(BicepFile file, BicepNode parent, string above)
    {
        foreach (var node in parent.Children)
        {
            if (!node.Is("resource_declaration"))
            {
                // A resource within a resource is a property of its object, or lies below a condition or a loop.
                foreach (var inner in Of(file, node, above)) yield return inner;
                continue;
            }

            var named = node.Children[1].Plain.Split('@');
            var type = above.Length > 0 ? $"{above}/{named[0]}" : named[0];
            var body = node.All.First(child => child.Is("object"));
            yield return new(
                file,
                node.Children[0].Text,
                type,
                named.Length > 1 ? named[1] : "",
                node.Text[..node.Text.IndexOf('{', StringComparison.Ordinal)].Contains("' existing", StringComparison.Ordinal),
                body,
                node.Children.FirstOrDefault(child => child.Is("for_statement")));
            foreach (var inner in Of(file, body, type)) yield return inner;
        }
    }

    /// <summary>Its name, or its names when it is made in a loop over strings.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var name = Body.At("name");
            if (Loop is null) return [name.Is("identifier") ? $"<{name.Text}>" : name.Plain];
            var (each, list) = (Loop.Children[0].Text, Loop.Children[1].Text);
            return
            [
                .. File.Strings(list).Select(item => name.Fill(
                    symbol => symbol == each ? item : throw new InvalidOperationException($"{symbol} is not {each}."))),
            ];
        }
    }
}
