using System.Text.Json;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Events;

/// <summary>Reads whom an event goes to by labels: <c>{"any": […], "all": […], "none": […]}</c>.</summary>
public static class MemberTargets
{
    /// <summary>
    /// Most labels of one event: each is a query of its own, whose pages are in memory, and is read side by side with
    /// the others.
    /// </summary>
    public const int MaxLabels = 20;

    private const string Form =
        "give an object such as {\"any\": [\"gold\", \"silver\"], \"all\": [\"news\"], \"none\": [\"muted\"]}, with "
        + "'any' or 'all'.";

    private static readonly string[] Known = ["any", "all", "none"];

    /// <summary>Reads the labels that an event names.</summary>
    /// <returns>Null: there are none, or there are errors.</returns>
    public static MemberSets? Read(JsonElement root, List<FieldError> errors) =>
        root.TryGetProperty("to", out var to)
        && to.ValueKind == JsonValueKind.Object
        && to.TryGetProperty("members", out var members)
            ? Read(members, "/to/members", errors)
            : null;

    /// <param name="path">Where the value is, for the errors.</param>
    internal static MemberSets? Read(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(path, $"is {value.ValueKind}, not a choice of labels; {Form}"));
            return null;
        }

        var before = errors.Count;
        errors.AddRange(UnknownMembers.Find(value, path, Known));
        var (any, all, none) = (ReadList("any"), ReadList("all"), ReadList("none"));
        if (any is null && all is null && errors.Count == before)
            errors.Add(new(path, $"says who is left out, and not who gets it; {Form}"));
        var count = (any?.Count ?? 0) + (all?.Count ?? 0) + (none?.Count ?? 0);
        if (count > MaxLabels)
            errors.Add(new(path, $"names {count} labels; at most {MaxLabels} can be combined in one event."));
        return errors.Count > before ? null : new(any ?? [], all ?? [], none ?? []);

        IReadOnlyList<string>? ReadList(string name)
        {
            if (!value.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null) return null;
            var place = $"{path}/{name}";
            if (list.ValueKind != JsonValueKind.Array)
                errors.Add(new(place, "must be a list of labels."));
            // Who makes such lists by a program may leave nobody out; but nobody is in at least one of none.
            else if (list.GetArrayLength() == 0 && name != "none")
                errors.Add(new(place, "is empty; name at least one label, or leave it out."));
            else
                return [.. list.EnumerateArray().Select(ReadLabel).OfType<string>().Distinct(StringComparer.Ordinal)];
            return null;

            string? ReadLabel(JsonElement item, int index) => TaskTarget.ReadLabel(item, $"{place}/{index}", errors);
        }
    }
}
