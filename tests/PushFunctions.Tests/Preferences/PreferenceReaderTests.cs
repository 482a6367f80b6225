using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Preferences;

public sealed class PreferenceReaderTests
{
    [Fact]
    public void All_fields_are_read()
    {
        var change = Read(
            """
            {"displayName":"Ada","displayStyle":"content","mode":"mentions","quietHours":"22:00-07:00",
             "muteFor":"P1DT2H3M4S","language":"zh-Hans"}
            """);

        Assert.Equal(
            ("Ada", DisplayStyle.Message, NotificationMode.Mentions, "22:00-07:00", new TimeSpan(1, 2, 3, 4), "zh-Hans"),
            (change.DisplayName, change.DisplayStyle, change.Mode, $"{change.QuietHours}", change.MuteFor, change.Language));
        Assert.Equal(PreferenceFields.OfApp, change.Fields);
    }

    [Fact]
    public void What_ends_something_is_a_change()
    {
        var change = Read("""{"quietHours":null,"muteFor":null,"language":""}""");

        Assert.Equal((true, TimeSpan.Zero, ""), (change.QuietHours!.IsOff, change.MuteFor, change.Language));
        Assert.Equal(["quietHours", "muteFor", "language"], change.Fields);
    }

    [Theory]
    [InlineData("PT4H", 14_400)]
    [InlineData("P7D", 604_800)]
    [InlineData("P1W", 604_800)]
    [InlineData("PT90M", 5_400)]
    [InlineData("PT1S", 1)]
    public void Durations_are_those_of_ISO_8601(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read($$"""{"muteFor":"{{text}}"}""").MuteFor);

    [Theory]
    [InlineData("{}", "", "sets nothing")]
    [InlineData("[]", "", "is not a JSON object")]
    [InlineData("""{"nickname":"Ada"}""", "/nickname", "known are displayName, displayStyle")]
    [InlineData("""{"displayName":""}""", "/displayName", "1 to 100")]
    [InlineData("""{"displayName":null}""", "/displayName", "is null, not a string.")]
    [InlineData("""{"displayStyle":1}""", "/displayStyle", "is 1; give summary, content.")]
    [InlineData("""{"mode":"default"}""", "/mode", "only a conversation can have it")]
    [InlineData("""{"mode":"All"}""", "/mode", "give all, mentions, none.")]
    [InlineData("""{"quietHours":"22-7"}""", "/quietHours", "HH:mm-HH:mm")]
    [InlineData("""{"quietHours":"24:00-07:00"}""", "/quietHours", "HH:mm-HH:mm")]
    [InlineData("""{"quietHours":"7:00-08:00"}""", "/quietHours", "HH:mm-HH:mm")]
    [InlineData("""{"quietHours":""}""", "/quietHours", "or null for no quiet hours")]
    [InlineData("""{"quietHours":"07:00-07:00"}""", "/quietHours", "the whole day, or none of it")]
    [InlineData("""{"quietHours":5}""", "/quietHours", "is 5, not a string or null.")]
    [InlineData("""{"muteFor":"P7DT1S"}""", "/muteFor", "7 days (P7D) at most")]
    [InlineData("""{"muteFor":"P8D"}""", "/muteFor", "7 days (P7D) at most")]
    [InlineData("""{"muteFor":"P999999WT999999H"}""", "/muteFor", "7 days (P7D) at most")]
    [InlineData("""{"muteFor":"P99999999D"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":"-PT1H"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":"PT0S"}""", "/muteFor", "give null to end")]
    [InlineData("""{"muteFor":"P1M"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":"P"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":"PT"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":"4h"}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"muteFor":14400}""", "/muteFor", "ISO 8601")]
    [InlineData("""{"language":"german!"}""", "/language", "a language's code")]
    [InlineData("""{"language":null}""", "/language", "not a string")]
    public void What_is_wrong_is_said_with_what_is_allowed(string json, string path, string says)
    {
        var error = Assert.Single(Errors(json, PreferenceFields.OfApp));

        Assert.Equal(path, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_display_name_has_up_to_100_characters()
    {
        Assert.Equal(100, Read($$"""{"displayName":"{{new string('x', 100)}}"}""").DisplayName!.Length);
        Assert.Contains(
            "has 101 characters", Assert.Single(Errors(
                $$"""{"displayName":"{{new string('x', 101)}}"}""", PreferenceFields.OfApp)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once() => Assert.Equal(
        ["/more", "/mode", "/language"],
        Errors("""{"language":"?","mode":"off","more":1}""", PreferenceFields.OfApp).Select(error => error.Path));

    [Fact]
    public void Quiet_hours_of_one_conversation_are_refused_with_the_reason()
    {
        var error = Assert.Single(Errors("""{"quietHours":"22:00-07:00","muteFor":"PT1H"}""", PreferenceFields.OfConversation));

        Assert.Equal("/quietHours", error.Path);
        Assert.Contains("no quiet hours of one conversation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversation_may_do_as_the_app_does() => Assert.Equal(
        NotificationMode.Default, Read("""{"mode":"default"}""", PreferenceFields.OfConversation).Mode);

    [Fact]
    public void Quiet_hours_of_all_day_pass_by_a_setting()
    {
        var errors = new List<FieldError>();

        var change = new PreferenceReader(allowsAllDay: true).Read(
            JsonElement.Parse("""{"quietHours":"07:00-07:00"}"""), PreferenceFields.OfApp, [], errors);

        Assert.Empty(errors);
        Assert.True(change!.QuietHours!.IsAllDay);
    }

    [Theory]
    [InlineData("""{"displayName":"Ada \u0022","displayStyle":"summary","mode":"none"}""")]
    [InlineData("""{"quietHours":null,"muteFor":null,"language":""}""")]
    [InlineData("""{"mode":"all","quietHours":"22:00-07:00","muteFor":"PT4H","language":"de"}""")]
    public void What_is_sent_again_is_what_was_sent(string json) => Assert.True(
        JsonElement.DeepEquals(JsonElement.Parse(json), Read(json).Only(PreferenceFields.OfApp)));

    private static PreferenceChange Read(string json, IReadOnlyList<string>? known = null)
    {
        var errors = new List<FieldError>();
        var change = new PreferenceReader(allowsAllDay: false).Read(
            JsonElement.Parse(json), known ?? PreferenceFields.OfApp, [], errors);
        Assert.Empty(errors);
        return change!;
    }

    private static List<FieldError> Errors(string json, IReadOnlyList<string> known)
    {
        var errors = new List<FieldError>();
        Assert.Null(new PreferenceReader(allowsAllDay: false).Read(JsonElement.Parse(json), known, [], errors));
        return errors;
    }
}
