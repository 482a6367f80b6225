using System.Text.Json;
using System.Xml;
using AgoraChat.Push;

namespace PushFunctions.Preferences;

/// <summary>What is to be set about the notifications of a user; null stays as it is.</summary>
public sealed record PreferenceChange
{
    public string? DisplayName { get; init; }

    public DisplayStyle? DisplayStyle { get; init; }

    public NotificationMode? Mode { get; init; }

    /// <summary><see cref="AgoraChat.Push.QuietHours.Off"/> ends them.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Zero ends the muting.</summary>
    public TimeSpan? MuteFor { get; init; }

    /// <summary>Empty for no translation.</summary>
    public string? Language { get; init; }

    /// <summary>What is to be set, in the order of the calls.</summary>
    public IReadOnlyList<string> Fields =>
        [.. PreferenceFields.OfApp.Where(Has)];

    public bool Has(string field) => field switch
    {
        PreferenceFields.DisplayName => DisplayName is not null,
        PreferenceFields.DisplayStyle => DisplayStyle is not null,
        PreferenceFields.Mode => Mode is not null,
        PreferenceFields.QuietHours => QuietHours is not null,
        PreferenceFields.MuteFor => MuteFor is not null,
        PreferenceFields.Language => Language is not null,
        _ => false,
    };

    /// <summary>Writes fields as requests have them.</summary>
    public void Write(Utf8JsonWriter json, IEnumerable<string> fields)
    {
        foreach (var field in fields.Where(Has))
        {
            if (TextOf(field) is { } text) json.WriteString(field, text);
            else json.WriteNull(field);
        }
    }

    /// <summary>Some fields as an object, for who sends them again.</summary>
    public JsonElement Only(IEnumerable<string> fields)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Write(json, fields);
            json.WriteEndObject();
        }

        return JsonElement.Parse(bytes.ToArray());
    }

    private string? TextOf(string field) => field switch
    {
        PreferenceFields.DisplayName => DisplayName,
        PreferenceFields.DisplayStyle => PreferenceWords.Of(DisplayStyle!.Value),
        PreferenceFields.Mode => PreferenceWords.Of(Mode!.Value),
        PreferenceFields.QuietHours => QuietHours!.IsOff ? null : QuietHours.ToString(),
        PreferenceFields.MuteFor => MuteFor == TimeSpan.Zero ? null : XmlConvert.ToString(MuteFor!.Value),
        _ => Language,
    };
}
