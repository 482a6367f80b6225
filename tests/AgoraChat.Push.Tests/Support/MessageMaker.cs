using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

/// <summary>Makes messages by chance; a section's members are found by reflection, so that none is forgotten.</summary>
internal sealed class MessageMaker(Random random)
{
    private static readonly string[] Pieces =
        ["a", "Z", " ", "\"", "\\", "\n", "<", "/", "é", "漢", "、", "🚀", "\u0001", "e\u0301"];

    public PushMessage Message() => new()
    {
        Title = "t" + Text(PushMessageLimits.TitleLength - 1),
        SubTitle = Sometimes(() => Text(PushMessageLimits.SubTitleLength)),
        Content = "c" + Text(PushMessageLimits.ContentLength - 1),
        Ext = random.Next(2) == 0 ? Object(PushMessageLimits.ExtPairs) : null,
        Config = Sometimes(Part<MessageConfig>),
        Agora = Sometimes(Part<AgoraSection>),
        Apns = Sometimes(Part<ApnsSection>),
        Fcm = Sometimes(Part<FcmSection>),
        FcmV1 = Sometimes(Part<FcmV1Section>),
        Extra = Members("vivo", "easemob", "sub_title", "日本"),
    };

    private T Part<T>() => (T)Part(typeof(T));

    private object Part(Type type)
    {
        var part = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(_ => random.Next(3) == 0))
            property.SetValue(part, Value(property));

        if (part is AgoraSection { Style: AgoraStyle.BigText })
            type.GetProperty(nameof(AgoraSection.BigTxt))!.SetValue(part, "big" + Text(20));
        if (part is AgoraSection { Style: AgoraStyle.BigPicture })
            type.GetProperty(nameof(AgoraSection.BigPicture))!.SetValue(part, "https://x.example/" + random.Next());
        return part;
    }

    private object Value(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (property.Name == nameof(FcmV1AndroidNotification.Color))
            return $"#{random.Next(0x1000000):x6}";
        if (type == typeof(string))
            return Text(12);
        if (type == typeof(int))
            return random.Next();
        if (type == typeof(long))
            return random.NextInt64();
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(TimeSpan))
            return TimeSpan.FromSeconds(random.Next(24 * 24 * 60 * 60));
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(4_000_000_000_000));
        if (type == typeof(JsonElement))
            return Object(3);
        if (type.IsEnum)
            return OneOf(Enum.GetValues(type));
        if (type == typeof(IReadOnlyList<string>))
            return Enumerable.Range(0, random.Next(3)).Select(_ => Text(5)).ToList();
        if (type == typeof(IReadOnlyDictionary<string, JsonElement>))
            return Members("extra", "unknownMembers", "日本");
        return Part(type);
    }

    private T? Sometimes<T>(Func<T> make)
        where T : class =>
        random.Next(2) == 0 ? make() : null;

    private object OneOf(IList values) => values[random.Next(values.Count)]!;

    private string Text(int most)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => OneOf(Pieces)));
        return text.Length <= most ? text : "";
    }

    private Dictionary<string, JsonElement> Members(params string[] names) =>
        names.Where(_ => random.Next(3) == 0).ToDictionary(name => name, _ => Json());

    private JsonElement Json() => random.Next(6) switch
    {
        0 => JsonElement.Parse("null"),
        1 => JsonElement.Parse("1.0"),
        2 => JsonElement.Parse("968120369184112182"),
        3 => JsonElement.Parse("[true,{}]"),
        4 => JsonSerializer.SerializeToElement(Text(12)),
        _ => Object(3),
    };

    private JsonElement Object(int mostPairs) => JsonSerializer.SerializeToElement(
        new JsonObject(Enumerable.Range(0, random.Next(mostPairs + 1))
            .Select(no => KeyValuePair.Create($"{no}é", (JsonNode?)Text(12)))));
}
