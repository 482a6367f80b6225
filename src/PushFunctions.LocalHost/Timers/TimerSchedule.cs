using System.Globalization;
using NCrontab;

namespace PushFunctions.LocalHost.Timers;

/// <summary>When a timer fires. All times are UTC.</summary>
internal abstract record TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private TimerSchedule()
    {
    }

    /// <summary>The first time strictly after <paramref name="time"/>.</summary>
    public abstract DateTime NextAfter(DateTime time);

    /// <summary>Whether it fires more than once a minute; the platform keeps no status of such a timer.</summary>
    public bool IsFrequent(DateTime now)
    {
        var first = NextAfter(now);
        return first < DateTime.MaxValue && NextAfter(first) - first < Minute;
    }

    /// <returns>The schedule, or null when the text is neither NCRONTAB of five or six fields nor a time.</returns>
    public static TimerSchedule? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        if (fields is 5 or 6)
        {
            var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
            return CrontabSchedule.TryParse(text, options) is { } cron ? new Cron(cron) : null;
        }
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) && every > TimeSpan.Zero
            ? new Every(every)
            : null;
    }

    private sealed record Cron(CrontabSchedule Schedule) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime time) =>
            DateTime.SpecifyKind(Schedule.GetNextOccurrence(time), DateTimeKind.Utc);
    }

    private sealed record Every(TimeSpan Interval) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime time) =>
            Interval < DateTime.MaxValue - time ? time + Interval : DateTime.MaxValue;
    }
}
