using AgoraChat.Push;
using PushFunctions.Preferences;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Preferences;

/// <summary>The far side's odd answers, with the texts that its documents show.</summary>
public sealed class FarFailuresTests
{
    [Theory]
    [InlineData("UnknownUser", "NotFound", 404, "service_resource_not_found", null, "Service resource not found")]
    [InlineData("UnknownUser", "NotFound", 400, null, "RequiredPropertyNotFoundException",
        "Entity user requires a property named username")]
    [InlineData("UnknownUser", "NotFound", 400, "RequiredPropertyNotFoundException", null, null)]
    [InlineData("UnknownTemplate", "NotFound", 400, null, "EntityNotFoundException", "test7 template is not exist")]
    [InlineData("UnknownTemplate", "NotFound", 400, "EntityNotFoundException", null, null)]
    [InlineData("NotEnabled", "Refused", 403, "service_not_open", "ServiceNotOpenException", "push service not open")]
    [InlineData("NotEnabled", "Refused", 403, null, "ServiceNotOpenException", null)]
    [InlineData("Refused", "NotFound", 404, "organization_application_not_found", null, "Could not find application")]
    [InlineData("Refused", "NotFound", 404, null, null, "url is invalid")]
    [InlineData("Refused", "Refused", 400, "illegal_argument", null, "parameters is invalid : type")]
    [InlineData("Refused", "Unauthorized", 401, "unauthorized", null, "Unable to authenticate (OAuth)")]
    [InlineData("Refused", "QuotaExhausted", 429, "resource_limited", null, "You have exceeded the limit")]
    [InlineData("Away", "Throttled", 429, "reach_limit", null, "This request has reached api limit")]
    [InlineData("Away", "TaskLimit", 403, null, "LimitException", "limit request")]
    [InlineData("Away", "Unavailable", 503, null, null, null)]
    [InlineData("Away", "Unknown", null, null, null, null)]
    public void An_answer_means(
        string meaning, string kind, int? status, string? error, string? exception, string? said) => Assert.Equal(
        Enum.Parse<FarFailure>(meaning),
        FarFailures.Of(new(Enum.Parse<AgoraChatErrorKind>(kind), "", MayHaveBeenSent: false)
        {
            HttpStatus = status, Error = error, ExceptionName = exception, Said = said,
        }));

    [Fact]
    public void An_app_that_is_not_configured_is_refused() =>
        Assert.Equal(FarFailure.Refused, FarFailures.Of(CallFailure.NoApp("other")));
}
