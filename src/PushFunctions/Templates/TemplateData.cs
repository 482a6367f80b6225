using System.Globalization;
using System.Text.Json;

namespace PushFunctions.Templates;

/// <summary>An event's data as the engine reads it.</summary>
public static class TemplateData
{
    public const string DataName = "data";
    public const string UserName = "user";
    public const string PushName = "push";

    /// <param name="pointer">Where it is, as a JSON pointer that begins with the variable's name.</param>
    internal static object From(JsonElement value, string pointer) => value.ValueKind switch
    {
        JsonValueKind.Object => new TemplateObject(pointer, Members(value)) { Text = value.GetRawText },
        JsonValueKind.Array => new TemplateList(pointer, [.. value.EnumerateArray()]),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // The engine knows it: it is false when it is zero, and is shown as it was written.
        JsonValueKind.Number => value,
        _ => new TemplateHole(pointer),
    };

    /// <summary>The same for a value inside the data, which costs steps each time it is read.</summary>
    internal static object Inside(JsonElement value, string pointer)
    {
        TemplateRun.Current.CountSteps(value.ValueKind switch
        {
            JsonValueKind.Object => value.GetPropertyCount(),
            JsonValueKind.Array => value.GetArrayLength(),
            _ => 0,
        });
        return From(value, pointer);
    }

    /// <summary>What templates begin with: <c>data</c>, <c>user</c> and <c>push</c>.</summary>
    internal static TemplateObject Root(
        object data, TemplateObject push, string user, JsonElement userData) => new("", new()
    {
        [DataName] = data,
        [PushName] = push,
        [UserName] = new TemplateObject($"/{UserName}", new(Members(userData)) { ["id"] = user }) { Text = () => user },
    })
    {
        Text = () => "",
        OnRead = name =>
        {
            if (name == UserName) TemplateRun.Current.ReadUser();
        },
    };

    /// <summary>What is known of the push: by it a device can tell that two messages are one.</summary>
    /// <param name="number">For fields that take a number only.</param>
    internal static TemplateObject Push(string id, long number) => new($"/{PushName}", new()
    {
        ["id"] = id,
        ["number"] = number.ToString(CultureInfo.InvariantCulture),
    })
    {
        Text = () => id,
    };

    private static Dictionary<string, object> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value)
        : [];
}
