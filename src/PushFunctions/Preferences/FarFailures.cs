using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Preferences;

/// <summary>Reads it from the far side's odd answers.</summary>
public static class FarFailures
{
    private static readonly string[] OfUsers =
        ["service_resource_not_found", "ServiceResourceNotFoundException", "RequiredPropertyNotFoundException"];

    private static readonly string[] OfTemplates = ["EntityNotFoundException", "entity_not_found"];

    private static readonly string[] OfFeatures = ["ServiceNotOpenException", "service_not_open"];

    public static FarFailure Of(CallFailure failure) => failure.Kind switch
    {
        AgoraChatErrorKind.Throttled or AgoraChatErrorKind.TaskLimit or AgoraChatErrorKind.Unavailable
            or AgoraChatErrorKind.Unknown => FarFailure.Away,
        AgoraChatErrorKind.NotFound when IsOne(failure, OfTemplates) || Says(failure, "template is not exist") =>
            FarFailure.UnknownTemplate,
        AgoraChatErrorKind.NotFound when IsOne(failure, OfUsers) || Says(failure, "property named username") =>
            FarFailure.UnknownUser,
        AgoraChatErrorKind.Refused when IsOne(failure, OfFeatures) || Says(failure, "not open") =>
            FarFailure.NotEnabled,
        _ => FarFailure.Refused,
    };

    private static bool IsOne(CallFailure failure, IReadOnlyList<string> names) =>
        failure.Names.Any(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static bool Says(CallFailure failure, string words) =>
        failure.Said?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
