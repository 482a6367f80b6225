using System.Text.Json;

namespace PushFunctions.Templates;

/// <summary>An event's data as the engine reads it.</summary>
public static class TemplateData
{
    public const string DataName = "data";
    public const string UserName = "user";

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

    /// <summary>What templates begin with: <c>data</c> and <c>user</c>.</summary>
    internal static TemplateObject Root(object data, string user, JsonElement userData) => new("", new()
    {
        [DataName] = data,
        [UserName] = new TemplateObject($"/{UserName}", new(Members(userData)) { ["id"] = user }) { Text = () => user },
    })
    {
        Text = () => "",
        OnRead = name =>
        {
            if (name == UserName) TemplateRun.Current.ReadUser();
        },
    };

    private static Dictionary<string, object> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value)
        : [];
}
