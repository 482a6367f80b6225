using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgoraChat.Push;

/// <summary>A time of every day without pushes, in whole minutes.</summary>
/// <remarks>
/// Equal times are the whole day, a start after the end goes over midnight. Whose clock it is, the documents do not
/// say. Source: "Offline push configuration".
/// </remarks>
public sealed record QuietHours
{
    private const string Form = "HH:mm";

    private QuietHours() => IsOff = true;

    /// <exception cref="ArgumentException">A time is no whole minute.</exception>
    public QuietHours(TimeOnly start, TimeOnly end) => (Start, End) = (Minute(start), Minute(end));

    /// <summary>No quiet hours: what ends those that were set.</summary>
    public static QuietHours Off { get; } = new();

    /// <summary>From here on no pushes.</summary>
    public TimeOnly Start { get; }

    /// <summary>From here on pushes again.</summary>
    public TimeOnly End { get; }

    /// <summary>Whether this is <see cref="Off"/>; the times mean nothing then.</summary>
    public bool IsOff { get; }

    /// <summary>Whether there are no pushes at all.</summary>
    public bool IsAllDay => !IsOff && Start == End;

    /// <summary>Reads <c>HH:MM-HH:MM</c>, or the empty text as <see cref="Off"/>.</summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static QuietHours Parse(string text) => TryParse(text, out var hours)
        ? hours
        : throw new FormatException(
            $"Quiet hours are \"{text}\"; HH:MM-HH:MM is allowed, such as 21:30-08:00, or the empty text.");

    /// <inheritdoc cref="Parse" path="/summary"/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out QuietHours? hours)
    {
        hours = text switch
        {
            null => null,
            "" => Off,
            _ when text.Split('-') is [var start, var end] && Time(start) is { } from && Time(end) is { } to =>
                new QuietHours(from, to),
            _ => null,
        };
        return hours is not null;
    }

    /// <summary><c>HH:MM-HH:MM</c>; empty for <see cref="Off"/>.</summary>
    public override string ToString() => IsOff
        ? ""
        : $"{Start.ToString(Form, CultureInfo.InvariantCulture)}-{End.ToString(Form, CultureInfo.InvariantCulture)}";

    // Hours of one digit are in the documents, too.
    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["H:m"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    private static TimeOnly Minute(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0
        ? time
        : throw new ArgumentException($"{time:HH:mm:ss.fffffff} is no whole minute.", nameof(time));
}
