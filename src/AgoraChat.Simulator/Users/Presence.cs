using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Who is online, and what waits for whom. Asking makes nobody known.</summary>
internal static class Presence
{
    private const int MostUsers = 100;
    private const string OfOne = "action uri entities data timestamp duration count";

    /// <summary><c>GET users/{user}/status</c>.</summary>
    public static Reply Get(EndpointCall call) => About(call, WriteStatus);

    /// <summary><c>POST users/batch/status</c>: who does not exist is offline.</summary>
    public static Reply GetBatch(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "usernames", "user ids", int.MaxValue) is { } problem)
            return Reply.Illegal(problem);
        var names = Users(call);
        if (names.Count > MostUsers)
            return Reply.Refuse(FarSideError.TooMany(MostUsers));

        return Reply.Im(new(call, "action data timestamp duration")
        {
            Action = "get batch user status",
            Data = json => WriteStatuses(json, names, call.FarSide.Users),
        });
    }

    /// <summary><c>GET users/{user}/offline_msg_count</c>.</summary>
    public static Reply CountOffline(EndpointCall call) =>
        About(call, (json, user) => json.WriteNumber(user.Name, user.OfflineMessages));

    /// <summary><c>GET users/{user}/offline_msg_status/{message}</c>.</summary>
    public static Reply GetOfflineState(EndpointCall call)
    {
        var message = call.RouteValue("message");
        return About(call, (json, user) =>
            json.WriteString(message, user.MessageStates.GetValueOrDefault(message, "delivered")));
    }

    public static IReadOnlyList<string> Users(EndpointCall call) => BodyTexts.Read(call.Body, "usernames");

    private static Reply About(EndpointCall call, Action<Utf8JsonWriter, FarSideUser> write)
    {
        if (call.FarSide.Users.Look(call.RouteValue("user")) is not { } user)
            return Reply.Refuse(FarSideError.UnknownUser);

        return Reply.Im(new(call, OfOne)
        {
            Data = json =>
            {
                json.WriteStartObject();
                write(json, user);
                json.WriteEndObject();
            },
        });
    }

    private static void WriteStatuses(Utf8JsonWriter json, IReadOnlyList<string> names, UserBook users)
    {
        json.WriteStartArray();
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString(name, Status(users.Look(name)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter json, FarSideUser user) => json.WriteString(user.Name, Status(user));

    private static string Status(FarSideUser? user) => user is { IsOnline: true } ? "online" : "offline";
}
