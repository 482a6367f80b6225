using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of <c>POST push/label</c>.</summary>
internal sealed record LabelRequest(string Name, string? Description);

/// <summary>The <c>data</c> of an answer to a change of members.</summary>
internal sealed record LabelChangeAnswer
{
    public IReadOnlyList<string>? Success { get; init; }

    /// <summary>The documents of one endpoint spell it so in their table, and not in their example.</summary>
    [JsonPropertyName("Success")]
    public IReadOnlyList<string>? SuccessInTable { get; init; }

    public JsonElement? Fail { get; init; }

    public LabelChange About(string endpoint, IReadOnlyList<string> users)
    {
        IReadOnlyList<string> succeeded = [.. (Success ?? SuccessInTable ?? []).OfType<string>()];
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Fail is { ValueKind: JsonValueKind.Object } fail)
        {
            foreach (var user in Answers.Read(endpoint, fail, AgoraChatJson.Relaxed.DictionaryStringJsonElement).Keys)
                failed[user] = JsonText.Read(fail, user) ?? fail.GetProperty(user).GetRawText();
        }

        return new LabelChange
        {
            Succeeded = succeeded,
            Failed = failed,
            Missing = [.. users.Except(succeeded, StringComparer.Ordinal).Except(failed.Keys, StringComparer.Ordinal)],
        };
    }
}
