using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgoraChat.Push.Tests;

/// <summary>Compares an example with what is real.</summary>
internal static partial class FixtureMatch
{
    /// <summary>
    /// What a server makes up: its clock and its numbers. Of these only the kind is compared, and for numbers that they
    /// are whole.
    /// </summary>
    private static readonly HashSet<string> _own =
    [
        "timestamp", "duration", "createdAt", "created", "modified", "createAt", "updateAt", "uuid", "application",
        "taskId", "cursor",
    ];

    public static IReadOnlyList<string> Differences(
        JsonElement example, JsonElement real, bool isOrdered, bool isFragment) =>
        [.. Compare("", example, real, isOrdered, isFragment)];

    private static IEnumerable<string> Compare(
        string path, JsonElement example, JsonElement real, bool isOrdered, bool isFragment = false)
    {
        if (example.ValueKind == JsonValueKind.String && example.GetString() == "…")
            return [];
        if (Kind(example) != Kind(real))
            return [$"{path} is {real}, not {example}"];

        return example.ValueKind switch
        {
            JsonValueKind.Object => Objects(path, example, real, isOrdered, isFragment),
            JsonValueKind.Array when example.GetArrayLength() != real.GetArrayLength() =>
                [$"{path} has {real.GetArrayLength()} elements, not {example.GetArrayLength()}"],
            JsonValueKind.Array => example.EnumerateArray().Zip(real.EnumerateArray())
                .SelectMany((pair, index) => Compare($"{path}[{index}]", pair.First, pair.Second, isOrdered)),
            _ when _own.Contains(path.Split('.')[^1]) => IsWhole(example, real) ? [] : [$"{path} is {real}"],
            JsonValueKind.String when IsLike(example.GetString()!, real.GetString()!) => [],
            _ when example.GetRawText() == real.GetRawText() => [],
            _ => [$"{path} is {real}, not {example}"],
        };
    }

    private static IEnumerable<string> Objects(
        string path, JsonElement example, JsonElement real, bool isOrdered, bool isFragment)
    {
        var wanted = example.EnumerateObject().Select(member => member.Name).ToList();
        var found = real.EnumerateObject().Select(member => member.Name).ToList();
        if (isFragment)
            found.RemoveAll(name => !wanted.Contains(name));
        if (!(isOrdered && !isFragment ? wanted.SequenceEqual(found) : wanted.Order().SequenceEqual(found.Order())))
            return [$"{path} has the members {string.Join(", ", found)}, not {string.Join(", ", wanted)}"];

        return wanted.SelectMany(name =>
            Compare($"{path}.{name}", example.GetProperty(name), real.GetProperty(name), isOrdered));
    }

    private static JsonValueKind Kind(JsonElement value) =>
        value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static bool IsWhole(JsonElement example, JsonElement real) =>
        example.ValueKind != JsonValueKind.Number || real.TryGetInt64(out _);

    private static bool IsLike(string example, string real) =>
        Regex.IsMatch(real, $@"\A{Gap().Replace(Regex.Escape(example), ".*")}\z", RegexOptions.Singleline);

    [GeneratedRegex("…|X{2,}")]
    private static partial Regex Gap();
}
