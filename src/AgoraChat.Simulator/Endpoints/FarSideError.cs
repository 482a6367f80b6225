using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>A refusal in the far side's own words.</summary>
internal sealed record FarSideError(int Status, string? Error, string? Exception, string? Description)
{
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

    public static readonly FarSideError BadMessage = new(400, "bad_request", "MessageException", "bad_request");

    public static readonly FarSideError BadPath = new(404, null, null, "url is invalid");

    public static FarSideError UnknownApp(string app, string uri) => new(
        404,
        "organization_application_not_found",
        "org.apache.usergrid.rest.exceptions.OrganizationApplicationNotFoundException",
        $"Could not find application for {app} from URI: {uri}");

    public static FarSideError Unparsable(string why) => new(400, "json_parse", "JsonParseException", why);

    public static FarSideError IllegalArgument(string why) => new(
        400, "illegal_argument", "java.lang.IllegalArgumentException", why);

    /// <summary>Writes the body; the keys come in the order that was captured from the real service.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject();
        if (Error is not null)
            json.WriteString("error", Error);
        if (Exception is not null)
            json.WriteString("exception", Exception);
        json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
        json.WriteNumber("duration", 0);
        if (Description is not null)
            json.WriteString("error_description", Description);
        json.WriteEndObject();
    }
}
