using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary><c>PUT push/nickname</c>: the push names of up to 50 users, all or none.</summary>
internal static class Nicknames
{
    private const int MostUsers = 50;
    private const int MaxLength = 100;
    private const string Subject = "put user push nicknames";
    private const string Order =
        "path uri timestamp organization application entities action duration applicationName";

    public static Reply Put(EndpointCall call)
    {
        if (Problem(call.Body) is { } problem)
            return Reply.Illegal(problem);
        if (!Users(call).All(call.FarSide.Users.Exists))
            return Reply.Refuse(UnknownUser.InSettings(call));

        foreach (var (name, nickname) in Read(call.Body))
            call.FarSide.Users.Change(name, user => user with { Nickname = nickname, ModifiedAt = call.At });
        return Reply.Im(new(call, Order)
        {
            // As the example has it: only the first segment.
            Uri = $"{call.BaseUri}/push",
            Entities = json => Write(json, call.Body),
        });
    }

    public static IReadOnlyList<string> Users(EndpointCall call) =>
        call.Body.ValueKind == JsonValueKind.Array ? [.. Read(call.Body).Select(pair => pair.User)] : [];

    private static string? Problem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array || body.GetArrayLength() == 0)
            return $"{Subject} illegal empty request body";
        if (body.GetArrayLength() > MostUsers)
            return $"{Subject} exceeds the limit";
        if (!body.EnumerateArray().All(IsNamed))
            return "Each element must have the texts username and push_nickname.";
        return Read(body).FirstOrDefault(pair => pair.Nickname.Length > MaxLength) is { User: { } user }
            ? $"{user} push nickname length exceeds the limit"
            : null;
    }

    private static bool IsNamed(JsonElement item) =>
        item.Text("push_nickname") is not null && item.Text("username") is { Length: > 0 };

    private static IEnumerable<(string User, string Nickname)> Read(JsonElement body) =>
        body.EnumerateArray().Select(item => (item.Text("username") ?? "", item.Text("push_nickname") ?? ""));

    private static void Write(Utf8JsonWriter json, JsonElement body)
    {
        foreach (var (user, nickname) in Read(body))
        {
            json.WriteStartObject();
            json.WriteString("push_nickname", nickname);
            json.WriteString("username", user);
            json.WriteEndObject();
        }
    }
}
