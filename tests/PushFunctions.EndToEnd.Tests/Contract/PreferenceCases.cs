using System.Text;
using AgoraChat.Simulator;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/users/{user}/…</c>.</summary>
internal static class PreferenceCases
{
    private const string Get = "GetNotifications";
    private const string Put = "PutNotifications";
    private const string GetOne = "GetConversation";
    private const string PutOne = "PutConversation";
    private const string User = "users/ada/notifications";
    private const string Group = "users/ada/conversations/group/17";
    private const string Mode = """{"mode":"none"}""";

    private const string Read = "GET users/{user}";
    private const string SetMode = "PUT users/{user}/notification/{chattype}/{key}";
    private const string ReadMode = "GET users/{user}/notification/{chattype}/{key}";
    private const string SetLanguage = "PUT users/{user}/notification/language";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        // These first: the page shows what comes of setting.
        .. Common(Put, "PUT", User, SetMode, Mode),
        .. Bodies(Put, User),
        .. Common(Get, "GET", User, Read),
        .. Common(GetOne, "GET", Group, ReadMode),
        .. Common(PutOne, "PUT", Group, SetMode, Mode),
        .. Bodies(PutOne, Group),
        Of(Put, 200, null, "a mode", "PUT", User, Mode),
        Of(Put, 200, null, "muting", "PUT", User, """{"muteFor":"PT1H"}"""),
        Of(PutOne, 200, null, "a mode", "PUT", Group, Mode),
        Of(Get, 200, null, "what is set", "GET", User),
        Of(Get, 200, null, "nobody's", "GET", "users/nobody/notifications"),
        Of(GetOne, 200, null, "what is set", "GET", Group),
        Of(GetOne, 400, "invalid_preferences", "no kind", "GET", "users/ada/conversations/room/1"),
        Of(PutOne, 400, "invalid_preferences", "the user itself", "PUT", "users/ada/conversations/user/ada", Mode),
    ];

    private static IEnumerable<ContractCase> Common(
        string operation, string method, string path, string call, string? body = null) =>
    [
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Request(method, path, body))),
        Of(operation, 400, "invalid_user", "no user's id", method, path.Replace("ada", "Ada", StringComparison.Ordinal), body),
        Of(operation, 422, "unknown_app", "an app that nobody has", method, $"{path}?app=nope", body),
        Faulty(
            operation, 404, "unknown_user", method, path, body,
            new() { Endpoint = call, Status = 404, Error = "service_resource_not_found", Description = "Service resource not found" }),
        Faulty(
            operation, 502, "feature_not_enabled", method, path, body,
            new() { Endpoint = call, Status = 403, Exception = "ServiceNotOpenException", Description = "push service not open" }),
        .. body is null
            ? (IEnumerable<ContractCase>)
            [
                Faulty(operation, 502, "push_service_refused", method, path, body, Refusing(call)),
                Faulty(operation, 503, "push_service_unavailable", method, path, body, Down(call)),
            ]
            : [],
        ContractCase.Of(
            operation, 500, "internal_error", "a defect", () => Request(method, path, body), HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => Request(method, path, body),
            HostState.WithoutStorage),
    ];

    private static IEnumerable<ContractCase> Bodies(string operation, string path)
    {
        var (body, call) = operation == Put ? ("""{"language":"xx"}""", SetLanguage) : (Mode, SetMode);
        return
        [
            Faulty(operation, 502, "push_service_refused", "PUT", path, body, Refusing(call)),
            Faulty(operation, 503, "push_service_unavailable", "PUT", path, body, Down(call)),
            Of(operation, 400, "malformed_json", "a body that ends", "PUT", path, "{\n  \"mode\":}"),
            Of(operation, 400, "invalid_preferences", "no duration", "PUT", path, """{"muteFor":"1 hour"}"""),
            Of(operation, 413, "body_too_large", "a large body", "PUT", path, $"\"{new string('x', 20_000)}\""),
            ContractCase.Of(
                operation, 415, "unsupported_media_type", "text", () => Request("PUT", path, "text", "text/plain")),
        ];
    }

    internal static Fault Refusing(string call) => new()
    {
        Endpoint = call, Status = 400, Error = "illegal_argument", Description = "parameters is invalid : translationLanguage",
    };

    internal static Fault Down(string call) => new() { Endpoint = call, Status = 503, Error = "service_unavailable" };

    internal static ContractCase Faulty(
        string operation, int status, string code, string method, string path, string? body, Fault fault) =>
        new(operation, status, code, "by the push service", async bed =>
        {
            var id = bed.Stack.Simulator.Faults.Add(fault);
            try
            {
                return await bed.SendAsync(Request(method, path, body));
            }
            finally
            {
                bed.Stack.Simulator.Faults.Remove(id);
            }
        });

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path, string? body = null) =>
        ContractCase.Of(operation, status, code, what, () => Request(method, path, body));

    internal static HttpRequestMessage Request(string method, string path, string? body = null, string type = Posted.Json)
    {
        var request = new HttpRequestMessage(new(method), new Uri($"api/{path}", UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        return request;
    }
}
