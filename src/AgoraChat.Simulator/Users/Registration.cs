using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary><c>POST users</c>: one user as an object, or up to 60 as an array.</summary>
internal static class Registration
{
    private const int MostUsers = 60;
    private const int MaxTextLength = 64;
    private const string OfOne =
        "action application path uri entities timestamp duration organization applicationName";

    private const string OfSeveral =
        "action application path uri entities timestamp data duration organization applicationName";

    public static Reply Post(EndpointCall call)
    {
        var bodies = Bodies(call);
        if (call.Body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || bodies.Count == 0)
            return Reply.Illegal("The body must be an object, or an array of objects.");
        if (bodies.Count > MostUsers)
            return Reply.Refuse(FarSideError.TooMany(MostUsers));
        if (bodies.Select(Refuse).FirstOrDefault(refusal => refusal is not null) is { } error)
            return Reply.Refuse(error);

        return call.Body.ValueKind == JsonValueKind.Object ? RegisterOne(call) : RegisterSeveral(call, bodies);
    }

    public static IReadOnlyList<string> Users(EndpointCall call) => [.. Bodies(call).Select(Name)];

    private static List<JsonElement> Bodies(EndpointCall call) =>
        call.Body.ValueKind == JsonValueKind.Array ? [.. call.Body.EnumerateArray()] : [call.Body];

    private static string Name(JsonElement body) => body.Text("username") ?? "";

    private static FarSideError? Refuse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return FarSideError.IllegalArgument("Each user must be an object.");
        if (Name(body) is not { Length: > 0 } name)
            return FarSideError.UsernameRequired;
        if (name.Length > MaxTextLength || !name.All(IsAllowed))
            return FarSideError.IllegalArgument($"username [{name}] is not legal");
        if (body.Text("password") is not { Length: > 0 and <= MaxTextLength })
            return FarSideError.IllegalArgument($"password must have 1 to {MaxTextLength} characters.");
        return UserUpdate.Problem(body) is { } problem ? FarSideError.IllegalArgument(problem) : null;
    }

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.';

    private static FarSideUser? Register(EndpointCall call, JsonElement body) =>
        call.FarSide.Users.Register(Name(body)) is null
            ? null
            : call.FarSide.Users.Change(Name(body), user => user with { Nickname = body.Text("nickname") });

    private static Reply RegisterOne(EndpointCall call)
    {
        if (Register(call, call.Body) is { } user)
            return Reply.Im(new(call, OfOne) { Entities = json => UserEntity.Write(json, user) });

        return Reply.Refuse(FarSideError.Duplicate(
            $"Application {call.FarSide.Options.ApplicationId} Entity user requires that property named username be "
            + $"unique, value of {Name(call.Body)} exists"));
    }

    private static Reply RegisterSeveral(EndpointCall call, List<JsonElement> bodies)
    {
        var users = bodies.ConvertAll(body => (Name: Name(body), Registered: Register(call, body)));
        return Reply.Im(new(call, OfSeveral)
        {
            Entities = json =>
            {
                foreach (var user in users.Select(user => user.Registered).OfType<FarSideUser>())
                    UserEntity.Write(json, user);
            },
            Data = json => WriteTaken(json, users.Where(user => user.Registered is null).Select(user => user.Name)),
        });
    }

    private static void WriteTaken(Utf8JsonWriter json, IEnumerable<string> names)
    {
        json.WriteStartArray();
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("username", name);
            json.WriteString("registerUserFailReason", $"the {name} already exists");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
