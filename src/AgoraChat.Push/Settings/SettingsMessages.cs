using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of <c>PUT users/{user}</c>.</summary>
internal sealed record UserUpdateRequest
{
    public string? Nickname { get; init; }

    /// <summary>A number by the documents' table, a text by their example and the vendor's own library.</summary>
    [JsonPropertyName("notification_display_style")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? DisplayStyle { get; init; }

    [JsonPropertyName("notification_no_disturbing")]
    public bool? NoDisturbing { get; init; }

    [JsonPropertyName("notification_no_disturbing_start")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? NoDisturbingStart { get; init; }

    [JsonPropertyName("notification_no_disturbing_end")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? NoDisturbingEnd { get; init; }

    /// <exception cref="ArgumentException">There is nothing to change.</exception>
    public static UserUpdateRequest From(UserUpdate update) =>
        update is { DisplayName: null, DisplayStyle: null, NoDisturbing: null }
            ? throw new ArgumentException("The update changes nothing; set at least one property.", nameof(update))
            : new()
            {
                Nickname = update.DisplayName,
                DisplayStyle = (int?)update.DisplayStyle,
                NoDisturbing = update.NoDisturbing?.IsOn,
                NoDisturbingStart = update.NoDisturbing?.StartHour,
                NoDisturbingEnd = update.NoDisturbing?.EndHour,
            };
}

/// <summary>The body of <c>PUT users/{user}/notification/{chattype}/{key}</c>.</summary>
internal sealed record NotificationRequest
{
    [JsonConverter(typeof(NotificationModeConverter))]
    public NotificationMode? Type { get; init; }

    [JsonConverter(typeof(QuietHoursConverter))]
    public QuietHours? IgnoreInterval { get; init; }

    /// <summary>Milliseconds from now.</summary>
    public long? IgnoreDuration { get; init; }

    /// <exception cref="ArgumentException">There is nothing to change, or not in this scope.</exception>
    public static NotificationRequest From(NotificationUpdate update, NotificationScope scope)
    {
        if (update is { Mode: null, QuietHours: null, MuteFor: null })
            throw new ArgumentException("The update changes nothing; set at least one property.", nameof(update));
        if (scope is NotificationScope.App && update.Mode == NotificationMode.Default)
        {
            throw new ArgumentException(
                "The mode Default means the app's setting, so only a conversation can have it; set another mode.",
                nameof(update));
        }

        if (scope is not NotificationScope.App && update.QuietHours is not null)
        {
            throw new ArgumentException(
                "Only the whole app has quiet hours; set them in NotificationScope.App, or use MuteFor.",
                nameof(update));
        }

        return new NotificationRequest
        {
            Type = update.Mode,
            IgnoreInterval = update.QuietHours,
            // Up, as 0 would end the muting instead.
            IgnoreDuration = update.MuteFor is { } mute ? (long)Math.Ceiling(mute.TotalMilliseconds) : null,
        };
    }
}

/// <summary>The <c>data</c> of an answer about notifications.</summary>
internal sealed record NotificationAnswer
{
    [JsonConverter(typeof(NotificationModeConverter))]
    public NotificationMode? Type { get; init; }

    [JsonConverter(typeof(QuietHoursConverter))]
    public QuietHours? IgnoreInterval { get; init; }

    /// <summary>Not a duration, as in the request, but when it ends.</summary>
    public DateTimeOffset? IgnoreDuration { get; init; }

    public NotificationState ToState() => new()
    {
        Mode = Type,
        QuietHours = IgnoreInterval is { IsOff: false } hours ? hours : null,
        MutedUntil = IgnoreDuration,
    };
}

/// <summary>The body of <c>PUT users/{user}/notification/language</c>.</summary>
internal sealed record LanguageRequest(string TranslationLanguage);

/// <summary>The <c>data</c> of an answer about a language.</summary>
internal sealed record LanguageAnswer(string? Language);

/// <summary>The body of <c>PUT users/{user}/notification/template</c>, and the <c>data</c> of its answer.</summary>
internal sealed record TemplateChoice(string? TemplateName);
