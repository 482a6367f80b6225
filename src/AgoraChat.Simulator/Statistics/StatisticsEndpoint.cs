using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>How many pushes succeeded and failed, by day and platform; Easemob only.</summary>
internal static class StatisticsEndpoint
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("GET", "push/data/offline-push/begin/{begin}/end/{end}", Get)
        {
            EasemobLimit = new() { CallsPerTenSeconds = 10 },
            IsEasemobOnly = true,
        },
    ];

    private static Reply Get(EndpointCall call)
    {
        if (!call.Switches.StatisticsOpen)
            return Reply.Refuse(FarSideError.StatisticsNotOpen);
        if (!TryRead(call.RouteValue("begin"), out var begin) || !TryRead(call.RouteValue("end"), out var end))
            return Reply.Illegal("begin and end must be dates of the form yyyy-MM-dd.");
        if (begin > end)
            return Reply.Illegal($"begin is {begin:yyyy-MM-dd}, after end.");

        var platform = call.QueryOrNull("platform") ?? PushPlatforms.All;
        if (platform != PushPlatforms.All && !PushPlatforms.Devices.Contains(platform))
            return Reply.Illegal($"platform must be ALL or one of {string.Join(", ", PushPlatforms.Devices)}.");

        return new Reply.Good((json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("status", "OK");
            json.WriteStartObject("data");
            foreach (var (date, platforms) in call.FarSide.Statistics.Between(begin, end))
                Write(json, date, platforms.Where(each => platform is PushPlatforms.All || each.Key == platform));
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void Write(
        Utf8JsonWriter json, DateOnly date, IEnumerable<KeyValuePair<string, PushCounts>> platforms)
    {
        json.WriteStartObject($"{date:yyyy-MM-dd}");
        foreach (var (platform, counts) in platforms.OrderByDescending(each => each.Key == PushPlatforms.Apns))
        {
            json.WriteStartObject(platform);
            json.WriteNumber("successCount", counts.Succeeded);
            json.WriteNumber("failCount", counts.Failed);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
