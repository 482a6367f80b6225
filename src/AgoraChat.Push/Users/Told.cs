using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Answers that tell something under the name of what was asked about, as <c>{"ada":"online"}</c>.</summary>
internal static class Told
{
    /// <returns>What is told about this name; user ids know no upper case, so a name may come back in lower.</returns>
    public static T About<T>(string endpoint, IReadOnlyDictionary<string, T> things, string name)
    {
        if (things.TryGetValue(name, out var thing) || things.TryGetValue(name.ToLowerInvariant(), out thing))
            return thing;
        throw NoAnswers.After(endpoint, "was answered without what was asked about");
    }

    /// <summary>Of several: a list with an object for each, or one object for all.</summary>
    public static Dictionary<string, string> All(string endpoint, JsonElement data)
    {
        var parts = data.ValueKind == JsonValueKind.Array
            ? Lists.Read(endpoint, data, AgoraChatJson.Relaxed.ListDictionaryStringString)
            : [Answers.Read(endpoint, data, AgoraChatJson.Relaxed.DictionaryStringString)];
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, thing) in parts.SelectMany(part => part))
            all[name] = thing;
        return all;
    }
}
