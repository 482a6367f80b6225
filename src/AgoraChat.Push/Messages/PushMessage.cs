using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>What the device shows. A message that exists is within <see cref="PushMessageLimits"/>.</summary>
/// <remarks>
/// Each initialiser throws <see cref="ArgumentException"/>, and reading JSON <see cref="JsonException"/>, with the
/// member, the number and the limit. On its channel a section wins over the basic members. Messages are equal when
/// their JSON is. Source: "Push notification management".
/// </remarks>
[JsonConverter(typeof(PushMessageConverter))]
public sealed record PushMessage
{
    private static readonly OrderedDictionary<string, JsonElement> _noExtra = [];

    private readonly CharacterCounting _counting;
    private readonly Section<MessageConfig>? _config;
    private readonly Section<AgoraSection>? _agora;
    private readonly Section<ApnsSection>? _apns;
    private readonly Section<FcmSection>? _fcm;
    private readonly Section<FcmV1Section>? _fcmV1;

    /// <summary>Makes a message.</summary>
    /// <param name="counting">
    /// How the characters of title and content are counted; copies by <c>with</c> keep it. JSON is read counting each
    /// once.
    /// </param>
    public PushMessage(CharacterCounting counting = CharacterCounting.EachOnce) => _counting = counting;

    /// <summary>Bytes of this message as UTF-8 JSON without white space.</summary>
    public int SizeInBytes { get; private set; } = JsonSize.EmptyMessage;

    /// <summary>The headline; 1 to 32 characters. Android and iOS.</summary>
    public required string Title
    {
        get;
        init => field = Count("title", field, Check(value, PushMessageRules.Title(value, _counting)));
    }

    /// <summary>The second headline; at most 10 characters. iOS.</summary>
    public string? SubTitle
    {
        get;
        init => field = Count("subTitle", field, Check(value, PushMessageRules.SubTitle(value)));
    }

    /// <summary>The text; 1 to 100 characters. Android and iOS.</summary>
    public required string Content
    {
        get;
        init => field = Count("content", field, Check(value, PushMessageRules.Content(value, _counting)));
    }

    /// <summary>An object for the app itself; at most 10 pairs and 1,024 characters as JSON. Android and iOS.</summary>
    public JsonElement? Ext
    {
        get;
        init => field = Count(
            "ext", field, value is { } given ? Check(given, PushMessageRules.Ext(given)).Clone() : null);
    }

    /// <summary>What a tap does and what the badge shows, for all channels.</summary>
    public MessageConfig? Config
    {
        get => _config?.Value;
        init => _config = Replace(Sections.Config, _config, value);
    }

    /// <summary>For Agora's own channel.</summary>
    public AgoraSection? Agora
    {
        get => _agora?.Value;
        init => _agora = Replace(Sections.Agora, _agora, value);
    }

    /// <summary>For Apple's channel.</summary>
    public ApnsSection? Apns
    {
        get => _apns?.Value;
        init => _apns = Replace(Sections.Apns, _apns, value);
    }

    /// <summary>For Google's channel by its older interface, the one that Agora documents.</summary>
    public FcmSection? Fcm
    {
        get => _fcm?.Value;
        init => _fcm = Replace(Sections.Fcm, _fcm, value);
    }

    /// <summary>For Google's channel by its newer interface; documented by Easemob only.</summary>
    public FcmV1Section? FcmV1
    {
        get => _fcmV1?.Value;
        init => _fcmV1 = Replace(Sections.FcmV1, _fcmV1, value);
    }

    /// <summary>All other members, untouched and in their order: sections of further vendors, newer fields.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra
    {
        get;
        init
        {
            var owned = new OrderedDictionary<string, JsonElement>();
            foreach (var (name, element) in value)
                owned[name] = Check(element, PushMessageRules.Extra(name, element)).Clone();
            Grow(owned.Sum(Bytes) - field.Sum(Bytes));
            field = owned;
        }
    } = _noExtra;

    /// <summary>All that keeps this JSON from being a message; empty when it can be read as one.</summary>
    /// <param name="message">The JSON.</param>
    /// <param name="counting">How the characters of title and content are counted.</param>
    public static IReadOnlyList<PushMessageProblem> FindProblems(
        JsonElement message, CharacterCounting counting = CharacterCounting.EachOnce) =>
        PushMessageReader.FindProblems(message, counting);

    /// <summary>Equal when the JSON is, in whatever order.</summary>
    public bool Equals(PushMessage? other) =>
        other is not null && Title == other.Title && SubTitle == other.SubTitle && Content == other.Content
        && other.Objects().ToDictionary() is var theirs && Objects().Count() == theirs.Count
        && Objects().All(
            ours => theirs.TryGetValue(ours.Key, out var value) && JsonElement.DeepEquals(ours.Value, value));

    public override int GetHashCode() => HashCode.Combine(Title, SubTitle, Content, Extra.Count);

    /// <summary>What is wrong when characters are counted in this way; the message may count in another.</summary>
    internal IEnumerable<PushMessageProblem> Problems(CharacterCounting counting)
    {
        if (PushMessageRules.Title(Title, counting) is { } title)
            yield return new("title", title);
        if (PushMessageRules.Content(Content, counting) is { } content)
            yield return new("content", content);
    }

    /// <summary>All members but the texts, as they are sent.</summary>
    internal IEnumerable<KeyValuePair<string, JsonElement>> Objects()
    {
        (string Name, JsonElement? Json)[] known =
        [
            ("ext", Ext), (Sections.Config.Name, _config?.Json), (Sections.Agora.Name, _agora?.Json),
            (Sections.Apns.Name, _apns?.Json), (Sections.Fcm.Name, _fcm?.Json), (Sections.FcmV1.Name, _fcmV1?.Json),
        ];
        return known
            .Where(member => member.Json is not null)
            .Select(member => KeyValuePair.Create(member.Name, member.Json!.Value))
            .Concat(Extra);
    }

    private static T Check<T>(T value, string? problem) =>
        problem is null ? value : throw new ArgumentException(problem);

    private Section<T>? Replace<T>(SectionForm<T> form, Section<T>? old, T? value)
        where T : MessagePart
    {
        var section = value is null ? null : form.Check(value);
        Count(form.Name, old?.Json, section?.Json);
        return section;
    }

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
