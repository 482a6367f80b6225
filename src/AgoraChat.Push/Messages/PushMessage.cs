using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>What the device shows. A message that exists is within <see cref="PushMessageLimits"/>.</summary>
/// <remarks>
/// Each initialiser throws <see cref="ArgumentException"/>, and reading JSON <see cref="JsonException"/>, with the
/// member, the number and the limit. The sections are passed on as they are. Source: "Push notification management".
/// </remarks>
[JsonConverter(typeof(PushMessageConverter))]
public sealed record PushMessage
{
    private static readonly OrderedDictionary<string, JsonElement> _noExtra = [];

    /// <summary>Bytes of this message as UTF-8 JSON without white space.</summary>
    public int SizeInBytes { get; private set; } = 1; // two braces, less the comma that the last member lacks

    /// <summary>The headline; 1 to 32 characters.</summary>
    public required string Title
    {
        get;
        init => field = Count("title", field, Check(value, PushMessageRules.Title(value)));
    }

    /// <summary>The second headline of iOS; at most 10 characters.</summary>
    public string? SubTitle
    {
        get;
        init => field = Count("subTitle", field, Check(value, PushMessageRules.SubTitle(value)));
    }

    /// <summary>The text; 1 to 100 characters.</summary>
    public required string Content
    {
        get;
        init => field = Count("content", field, Check(value, PushMessageRules.Content(value)));
    }

    /// <summary>An object for the app itself; at most 10 pairs and 1,024 characters as JSON.</summary>
    public JsonElement? Ext
    {
        get;
        init => field = Count("ext", field, Own(value, PushMessageRules.Ext));
    }

    /// <summary>An object: click action and badge, for all channels.</summary>
    public JsonElement? Config { get; init => field = Section("config", field, value); }

    /// <summary>An object for Agora's own channel.</summary>
    public JsonElement? Agora { get; init => field = Section("agora", field, value); }

    /// <summary>An object for Apple's channel.</summary>
    public JsonElement? Apns { get; init => field = Section("apns", field, value); }

    /// <summary>An object for Google's channel.</summary>
    public JsonElement? Fcm { get; init => field = Section("fcm", field, value); }

    /// <summary>All other members, untouched and in their order: sections of further vendors, newer fields.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra
    {
        get;
        init
        {
            if (value.Keys.FirstOrDefault(PushMessageRules.IsKnown) is { } known)
                throw new ArgumentException($"{known} has a property of its own; set that instead of Extra.");

            var owned = new OrderedDictionary<string, JsonElement>();
            foreach (var (name, element) in value)
                owned[name] = element.Clone();
            Grow(owned.Sum(Bytes) - field.Sum(Bytes));
            field = owned;
        }
    } = _noExtra;

    /// <summary>All that keeps this JSON from being a message; empty when it can be read as one.</summary>
    public static IReadOnlyList<PushMessageProblem> FindProblems(JsonElement message) =>
        PushMessageReader.FindProblems(message);

    /// <summary>Equal when all members are, objects compared as JSON values.</summary>
    public bool Equals(PushMessage? other) =>
        other is not null && Title == other.Title && SubTitle == other.SubTitle && Content == other.Content
        && Same(Ext, other.Ext) && Same(Config, other.Config) && Same(Agora, other.Agora)
        && Same(Apns, other.Apns) && Same(Fcm, other.Fcm) && Extra.Count == other.Extra.Count
        && Extra.All(pair => other.Extra.TryGetValue(pair.Key, out var theirs) && Same(pair.Value, theirs));

    public override int GetHashCode() => HashCode.Combine(Title, SubTitle, Content, Extra.Count);

    private static bool Same(JsonElement? one, JsonElement? other) =>
        one is { } first && other is { } second ? JsonElement.DeepEquals(first, second) : one is null && other is null;

    private static T Check<T>(T value, string? problem) =>
        problem is null ? value : throw new ArgumentException(problem);

    // A copy: the caller's document may be disposed while the message lives.
    private static JsonElement? Own(JsonElement? value, Func<JsonElement, string?> rule) =>
        value is { } given ? Check(given, rule(given)).Clone() : null;

    private JsonElement? Section(string name, JsonElement? old, JsonElement? value) =>
        Count(name, old, Own(value, given => PushMessageRules.Section(name, given)));

    private T Count<T>(string name, T old, T value)
    {
        Grow(Bytes(name, value) - Bytes(name, old));
        return value;
    }

    private void Grow(int bytes) =>
        SizeInBytes = Check(SizeInBytes + bytes, PushMessageRules.Size(SizeInBytes + bytes));

    private static int Bytes(KeyValuePair<string, JsonElement> member) => Bytes(member.Key, member.Value);

    private static int Bytes(string name, object? value) => value switch
    {
        string text => JsonSize.Member(name, JsonSize.Bytes(text)),
        JsonElement element => JsonSize.Member(name, JsonSize.Bytes(element)),
        _ => 0,
    };
}
