using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>One conversation of a user.</summary>
public sealed record ConversationView(string Type, string Id);

/// <summary>All of a change was set.</summary>
/// <param name="Fields">Each field, and <c>applied</c>.</param>
public sealed record AppliedView(
    string User, ConversationView? Conversation, IReadOnlyDictionary<string, string> Fields,
    DateTimeOffset? MutedUntil);

/// <summary>A problem that also says what was set, and what is to be sent again.</summary>
public sealed record NotAppliedView(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<FieldError> Errors,
    IReadOnlyDictionary<string, string> Fields, JsonElement SendAgain);

/// <summary>What the push service reports of a user; null where nothing is set.</summary>
public sealed record NotificationsView(
    string User,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DisplayName,
    string DisplayStyle,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Mode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? QuietHours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MutedUntil,
    string Language,
    IReadOnlyList<string>? Warnings);

/// <summary>What it reports of one conversation.</summary>
public sealed record ConversationNotificationsView(
    string User,
    ConversationView Conversation,
    string Mode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MutedUntil);

[JsonSerializable(typeof(AppliedView))]
[JsonSerializable(typeof(NotAppliedView))]
[JsonSerializable(typeof(NotificationsView))]
[JsonSerializable(typeof(ConversationNotificationsView))]
internal sealed partial class PreferencesJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static PreferencesJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
