using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Templates;

/// <summary>An object of the data. What it does not have is a hole, which remembers its place.</summary>
/// <param name="members">Its members; JSON among them is made into data when it is read.</param>
internal sealed class TemplateObject(string pointer, Dictionary<string, object> members)
{
    /// <summary>Called before a member is read.</summary>
    public Action<string>? OnRead { get; init; }

    /// <summary>What is printed for the whole of it.</summary>
    public required Func<string> Text { get; init; }

    public object Read(string name)
    {
        OnRead?.Invoke(name);
        if (!members.TryGetValue(name, out var member)) return new TemplateHole(JsonPointer.Append(pointer, name));
        return member is JsonElement json
            ? members[name] = TemplateData.Inside(json, JsonPointer.Append(pointer, name))
            : member;
    }

    /// <summary>All members, read.</summary>
    public Dictionary<string, object> ReadAll() => members.Keys.ToList().ToDictionary(name => name, Read);
}
