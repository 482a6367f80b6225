using System.Text.Json;

namespace PushFunctions.Testing;

/// <summary>The API as <c>openapi.json</c> describes it.</summary>
internal sealed class ApiDescription
{
    private ApiDescription(JsonElement root)
    {
        Root = root;
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               select new ApiOperation(this, path.Name, method.Name, method.Value),
        ];
    }

    public JsonElement Root { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static string PathBelow(string root) => Path.Combine(root, "src", "PushFunctions", "Status", "openapi.json");

    /// <param name="root">The repository's root.</param>
    public static ApiDescription Read(string root) => new(JsonElement.Parse(File.ReadAllBytes(PathBelow(root))));

    /// <summary>The operation of this name.</summary>
    public ApiOperation this[string id] => Operations.Single(operation => operation.Id == id);

    /// <summary>What lies at a JSON pointer, a reference there followed.</summary>
    public (string At, JsonElement Value) Resolve(string at)
    {
        var value = at.Split('/').Skip(1).Aggregate(Root, (inner, part) => inner.GetProperty(Unescape(part)));
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$ref", out var other)
            ? Resolve(other.GetString()![1..])
            : (at, value);
    }

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
