using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>A refusal in the far side's own words.</summary>
internal sealed record FarSideError(int Status, string? Error, string? Exception, string? Description)
{
    /// <summary>
    /// Whether the documents give its class name as its "type" and do not say which key holds it; a switch decides.
    /// </summary>
    public bool IsTyped { get; init; }

    // Two orders of keys were captured, by the origin of the class.
    private bool IsTimeFirst => Exception is not null
        && (Exception.StartsWith("org.", StringComparison.Ordinal)
            || Exception.EndsWith(".ForbiddenOpException", StringComparison.Ordinal));

    public static readonly FarSideError Unauthorized = new(
        401, "unauthorized", "EasemobSecurityException", "Unable to authenticate (OAuth)");

    public static readonly FarSideError ExpiredToken = new(
        401, "unauthorized", "EasemobSecurityException", "Unable to authenticate due to expired access token");

    public static readonly FarSideError CorruptToken = new(
        401, "auth_bad_access_token", "EasemobSecurityException", "Unable to authenticate due to corrupt access token");

    public static readonly FarSideError ForeignToken = new(
        401, "auth_bad_access_token", "EasemobSecurityException", "Unable to authenticate");

    public static readonly FarSideError ReachLimit = new(
        429, "reach_limit", "com.easemob.common.exception.ReachLimitException", "This request has reached api limit");

    public static readonly FarSideError NotJson = new(
        415, "web_application", "javax.ws.rs.WebApplicationException", "Unsupported Media Type");

    public static readonly FarSideError TooLarge = new(
        413, "file exceeding maximum limit", null, "Request Entity Too Large");

    public static readonly FarSideError BadMessage =
        new(400, "bad_request", "MessageException", "bad_request") { IsTyped = true };

    public static readonly FarSideError ServiceNotOpen =
        new(403, "service_not_open", "ServiceNotOpenException", "push service not open") { IsTyped = true };

    public static readonly FarSideError StatisticsNotOpen =
        new(403, "forbidden_op", "com.easemob.common.exception.ForbiddenOpException", "statistics service not open");

    /// <summary>A limit on how much there may be, not on how fast calls may come.</summary>
    public static readonly FarSideError QuantityLimit =
        new(403, "exceed_limit", "LimitException", "limit request") { IsTyped = true };

    public static readonly FarSideError BadPath = new(404, null, null, "url is invalid");

    public static readonly FarSideError WrongMethod = new(405, null, null, "Method Not Allowed");

    /// <summary>The user in the path does not exist.</summary>
    public static readonly FarSideError UnknownUser = new(
        404,
        "service_resource_not_found",
        "org.apache.usergrid.services.exceptions.ServiceResourceNotFoundException",
        "Service resource not found");

    public static FarSideError UnknownApp(string app, string uri) => new(
        404,
        "organization_application_not_found",
        "org.apache.usergrid.rest.exceptions.OrganizationApplicationNotFoundException",
        $"Could not find application for {app} from URI: {uri}");

    public static FarSideError Unparsable(string why) => new(400, "json_parse", "JsonParseException", why);

    public static FarSideError IllegalArgument(string why) => new(
        400, "illegal_argument", "java.lang.IllegalArgumentException", why);

    public static FarSideError UnknownLabel(string name) => new(
        400, "resource_not_found", "ResourceNotFoundException", $"push label not exists of {name}") { IsTyped = true };

    public static FarSideError UnknownMessage(string id) => new(
        400, "resource_not_found", "ResourceNotFoundException", $"push message not exists of {id}") { IsTyped = true };

    public static FarSideError Duplicate(string what) => new(
        400, "duplicate_unique_property_exists", "DuplicateUniquePropertyExistsException", what);

    /// <summary>A user is meant, but none is named, or none has that name.</summary>
    public static readonly FarSideError UsernameRequired = new(
        400,
        "required_property_not_found",
        "RequiredPropertyNotFoundException",
        "Entity user requires a property named username") { IsTyped = true };

    public static FarSideError TooMany(int most) =>
        IllegalArgument($"request body exceeds maximum limit, maximum limit is {most}");

    /// <summary>A push setting makes no sense.</summary>
    public static FarSideError InvalidParameter(string name) => new(
        400, "illegal_argument", "IllegalArgumentException", $"parameters is invalid : {name}") { IsTyped = true };

    /// <summary><c>POST token</c> knows the form of what it was given, but not the value.</summary>
    public static FarSideError InvalidGrant(string why) => new(400, "invalid_grant", null, why);

    public static FarSideError UnknownTemplate(string name) => new(
        400, "entity_not_found", "EntityNotFoundException", $"{name} template is not exist") { IsTyped = true };

    /// <summary>Writes the body; the keys come in the order that was captured from the real service.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset now, bool isClassInError)
    {
        var isMoved = IsTyped && isClassInError;
        json.WriteStartObject();
        if ((isMoved ? Exception : Error) is { } error)
            json.WriteString("error", error);
        if (!IsTimeFirst)
            WriteException(json, isMoved);
        json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
        json.WriteNumber("duration", 0);
        if (IsTimeFirst)
            WriteException(json, isMoved);
        if (Description is not null)
            json.WriteString("error_description", Description);
        json.WriteEndObject();
    }

    private void WriteException(Utf8JsonWriter json, bool isMoved)
    {
        if (!isMoved && Exception is not null)
            json.WriteString("exception", Exception);
    }
}
