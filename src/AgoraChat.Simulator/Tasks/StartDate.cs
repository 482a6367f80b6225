using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Reads the time at which a task is to start.</summary>
internal static class StartDate
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";

    private static readonly TimeSpan Soonest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(30);

    /// <returns>The time, null when there is none, or the refusal.</returns>
    public static Checked<DateTimeOffset?> Read(EndpointCall call)
    {
        if (!call.Body.TryGetProperty("startDate", out var value))
            return new Checked<DateTimeOffset?>.Good(null);
        if (value.ValueKind != JsonValueKind.String || !TryRead(value.GetString()!, out var local))
            return Illegal($"startDate is {value.GetRawText()}; the form is {Form}.");

        var start = new DateTimeOffset(local, TimeSpan.FromMinutes(call.Switches.ServerUtcOffsetMinutes));
        // The text has whole seconds only: who asks for one hour from now may be up to a second early.
        var wait = start - call.At.AddTicks(-(call.At.Ticks % TimeSpan.TicksPerSecond));
        return wait < Soonest || wait > Latest
            ? Illegal($"startDate is {wait} from now; 1 hour to 30 days is allowed.")
            : new Checked<DateTimeOffset?>.Good(start);
    }

    private static bool TryRead(string text, out DateTime local) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    private static Checked<DateTimeOffset?>.Refused Illegal(string why) => new(FarSideError.IllegalArgument(why));
}
