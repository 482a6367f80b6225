using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Compares what two values are made of: members and kinds, not texts and numbers.</summary>
internal static class JsonShape
{
    /// <param name="shown">What a page shows.</param>
    /// <param name="real">What came.</param>
    /// <param name="at">Where they lie.</param>
    /// <returns>Each difference with its place. Each item of a list must be like one of the other's.</returns>
    public static IEnumerable<string> Differences(JsonElement shown, JsonElement real, string at = "")
    {
        if (KindOf(shown) != KindOf(real)) return [$"{at} is shown as {KindOf(shown)} and came as {KindOf(real)}"];
        return shown.ValueKind switch
        {
            JsonValueKind.Object => OfObjects(shown, real, at),
            JsonValueKind.Array when (shown.GetArrayLength() == 0) != (real.GetArrayLength() == 0) =>
                [$"{at} is shown with {shown.GetArrayLength()} items and came with {real.GetArrayLength()}"],
            JsonValueKind.Array =>
            [
                .. Unlike(shown, real).Select(index => $"{at}/{index} is shown and nothing like it came"),
                .. Unlike(real, shown).Select(index => $"{at}/{index} came and nothing like it is shown"),
            ],
            _ => [],
        };
    }

    private static IEnumerable<string> OfObjects(JsonElement shown, JsonElement real, string at)
    {
        var (here, there) = (Names(shown), Names(real));
        return
        [
            .. here.Except(there).Select(name => $"{at}/{name} is shown and did not come"),
            .. there.Except(here).Select(name => $"{at}/{name} came and is not shown"),
            .. here.Intersect(there).SelectMany(
                name => Differences(shown.GetProperty(name), real.GetProperty(name), $"{at}/{name}")),
        ];
    }

    private static IEnumerable<int> Unlike(JsonElement items, JsonElement others) =>
        items.EnumerateArray().Index()
            .Where(item => others.EnumerateArray().All(other => Differences(item.Item, other).Any()))
            .Select(item => item.Index);

    private static List<string> Names(JsonElement value) => [.. value.EnumerateObject().Select(member => member.Name)];

    private static string KindOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();
}
