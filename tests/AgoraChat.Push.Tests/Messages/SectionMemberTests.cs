using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

public sealed class SectionMemberTests
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<object[]> Members =>
        DocumentedMembers.All.Select(member => new object[] { member.Path, member.Value });

    public static TheoryData<string> Paths => [.. DocumentedMembers.All.Select(member => member.Path)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_has_a_property_and_keeps_its_name_and_value(string path, string value)
    {
        var given = DocumentedMembers.Message(path, value);

        var message = given.Deserialize<PushMessage>()!;

        Assert.Equal(path, Assert.Single(SetMembers(message)));
        Assert.Equal(given.GetRawText(), Write(message));
        Assert.Equal(Encoding.UTF8.GetByteCount(Write(message)), message.SizeInBytes);
    }

    [Fact]
    public void Every_property_is_documented() => Assert.Equal(
        DocumentedMembers.All.Select(member => member.Path).Order(StringComparer.Ordinal),
        SectionProperties().SelectMany(section => PathsOf("", section)).Order(StringComparer.Ordinal));

    [Fact]
    public void All_members_together_keep_their_values()
    {
        var given = DocumentedMembers.Message(
            [.. DocumentedMembers.All.Select(member => (member.Path, JsonNode.Parse(member.Value)))]);

        var message = given.Deserialize<PushMessage>()!;

        Assert.True(JsonElement.DeepEquals(given, JsonElement.Parse(Write(message))));
        Assert.Equal(message, given.Deserialize<PushMessage>());
        Assert.Equal(DocumentedMembers.All.Count, SetMembers(message).Count());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_member_that_is_null_is_absent(string path)
    {
        var message = DocumentedMembers.Message(path, "null").Deserialize<PushMessage>()!;

        Assert.Empty(SetMembers(message));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_member_of_another_kind_is_refused_by_its_path(string path)
    {
        var given = DocumentedMembers.Message(path, "[7]");

        var problem = Assert.Single(PushMessage.FindProblems(given));

        Assert.Equal(path, problem.Path);
        Assert.StartsWith($"{path} must be ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(", not an array.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Message, Assert.Throws<JsonException>(() => given.Deserialize<PushMessage>()).Message);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("config.badge")]
    [InlineData("config.clickAction")]
    [InlineData("agora")]
    [InlineData("agora.operation")]
    [InlineData("apns")]
    [InlineData("fcm")]
    [InlineData("fcm.notification")]
    [InlineData("fcmV1")]
    [InlineData("fcmV1.androidConfig.androidNotification")]
    public void A_part_keeps_members_it_does_not_know(string part)
    {
        const string unknown = """{"zebra":{"n":1.0},"extra":[null],"unknownMembers":"é","Title":null}""";
        var given = DocumentedMembers.Message(part, unknown);

        var message = given.Deserialize<PushMessage>()!;

        Assert.Equal(JsonElement.Parse(unknown).GetRawText(), Find(Write(message), part).GetRawText());
        Assert.Empty(SetMembers(message));
    }

    private static string Write(PushMessage message) => JsonSerializer.Serialize(message, Relaxed);

    private static JsonElement Find(string json, string path) =>
        path.Split('.').Aggregate(JsonElement.Parse(json), (element, name) => element.GetProperty(name));

    private static IEnumerable<PropertyInfo> SectionProperties() =>
        typeof(PushMessage).GetProperties()
            .Where(property => property.PropertyType.IsAssignableTo(typeof(MessagePart)));

    private static IEnumerable<PropertyInfo> PartProperties(Type part) =>
        part.GetProperties().Where(property => property.Name != nameof(MessagePart.Extra));

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<string> PathsOf(string before, PropertyInfo property) =>
        property.PropertyType.IsAssignableTo(typeof(MessagePart))
            ? PartProperties(property.PropertyType).SelectMany(inner => PathsOf($"{before}{Name(property)}.", inner))
            : [before + Name(property)];

    private static IEnumerable<string> SetMembers(PushMessage message) =>
        SectionProperties().SelectMany(section => SetMembers("", section, message));

    private static IEnumerable<string> SetMembers(string before, PropertyInfo property, object owner) =>
        property.GetValue(owner) switch
        {
            null => [],
            MessagePart part => PartProperties(part.GetType())
                .SelectMany(inner => SetMembers($"{before}{Name(property)}.", inner, part)),
            _ => [before + Name(property)],
        };
}
