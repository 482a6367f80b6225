namespace PushFunctions.Problems;

/// <summary>All codes of problems. Each has its paragraph in <c>docs/errors.md</c>.</summary>
public static class ProblemCodes
{
    public const string MalformedJson = "malformed_json";
    public const string InvalidEvent = "invalid_event";
    public const string InvalidQuery = "invalid_query";
    public const string InvalidMessage = "invalid_message";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string MissingSignature = "missing_signature";
    public const string InvalidSignature = "invalid_signature";
    public const string StaleSignature = "stale_signature";
    public const string UnsignedSource = "unsigned_source";
    public const string UnknownSource = "unknown_source";
    public const string OriginNotAllowed = "origin_not_allowed";
    public const string BatchRefused = "batch_refused";
    public const string TypeNotAllowed = "type_not_allowed";
    public const string UnknownType = "unknown_type";
    public const string UnknownApp = "unknown_app";
    public const string UnknownMapping = "unknown_mapping";
    public const string InvalidMapping = "invalid_mapping";
    public const string UnknownBudget = "unknown_budget";
    public const string InvalidLimit = "invalid_limit";
    public const string PreconditionFailed = "precondition_failed";
    public const string InvalidAudience = "invalid_audience";
    public const string AudienceTooLarge = "audience_too_large";
    public const string AudienceNotFound = "audience_not_found";
    public const string UnknownAudience = "unknown_audience";
    public const string EmptyAudience = "empty_audience";
    public const string AudienceNotReady = "audience_not_ready";
    public const string UnknownLabel = "unknown_label";
    public const string MissingUpload = "missing_upload";
    public const string InvalidLabel = "invalid_label";
    public const string LabelNotFound = "label_not_found";
    public const string InvalidMembers = "invalid_members";
    public const string UnknownMember = "unknown_member";
    public const string TooManyMembers = "too_many_members";
    public const string LabelsNotListed = "labels_not_listed";
    public const string TargetsNotFound = "targets_not_found";
    public const string UnknownPush = "unknown_push";
    public const string InvalidUser = "invalid_user";
    public const string UserNotInPush = "user_not_in_push";
    public const string PushEnded = "push_ended";
    public const string PushRunning = "push_running";
    public const string PushCancelled = "push_cancelled";
    public const string PushExpired = "push_expired";
    public const string WrongRound = "wrong_round";
    public const string InvalidReplay = "invalid_replay";
    public const string UnknownDeadLetter = "unknown_dead_letter";
    public const string IdempotencyMismatch = "idempotency_mismatch";
    public const string CallInFlight = "call_in_flight";
    public const string NoSlotSoon = "no_slot_soon";
    public const string DayUsedUp = "day_used_up";
    public const string CallUnknown = "call_unknown";
    public const string MessageOverflow = "message_overflow";
    public const string MessagesTooLarge = "messages_too_large";
    public const string MissingData = "missing_data";
    public const string TemplateFailed = "template_failed";
    public const string NotAvailable = "not_available";
    public const string MappingUnavailable = "mapping_unavailable";
    public const string InvalidPreferences = "invalid_preferences";
    public const string UnknownUser = "unknown_user";
    public const string FeatureNotEnabled = "feature_not_enabled";
    public const string PushServiceRefused = "push_service_refused";
    public const string PushServiceUnavailable = "push_service_unavailable";
    public const string InvalidTemplate = "invalid_template";
    public const string UnknownTemplate = "unknown_template";
    public const string TemplateExists = "template_exists";
    public const string TemplateChanging = "template_changing";
    public const string UnknownPreferences = "unknown_preferences";
    public const string TooManyPushes = "too_many_pushes";
    public const string StorageUnavailable = "storage_unavailable";
    public const string InternalError = "internal_error";

    public static IReadOnlyList<string> All { get; } =
    [
        MalformedJson, InvalidEvent, InvalidQuery, InvalidMessage, BodyTooLarge, UnsupportedMediaType,
        MissingSignature, InvalidSignature, StaleSignature, UnsignedSource, UnknownSource, OriginNotAllowed,
        BatchRefused, TypeNotAllowed, UnknownType, UnknownApp, UnknownMapping, InvalidMapping,
        UnknownBudget, InvalidLimit, PreconditionFailed, InvalidAudience, AudienceTooLarge, AudienceNotFound,
        UnknownAudience, EmptyAudience, AudienceNotReady, UnknownLabel, MissingUpload,
        InvalidLabel, LabelNotFound, InvalidMembers, UnknownMember, TooManyMembers, LabelsNotListed,
        TargetsNotFound, UnknownPush, InvalidUser, UserNotInPush, PushEnded, PushRunning, PushCancelled, PushExpired,
        WrongRound, InvalidReplay, UnknownDeadLetter, IdempotencyMismatch,
        CallInFlight, NoSlotSoon, DayUsedUp, CallUnknown, MessageOverflow, MessagesTooLarge, MissingData,
        TemplateFailed, NotAvailable,
        MappingUnavailable, InvalidPreferences, UnknownUser, FeatureNotEnabled, PushServiceRefused,
        PushServiceUnavailable, InvalidTemplate, UnknownTemplate, TemplateExists, TemplateChanging,
        UnknownPreferences, TooManyPushes, StorageUnavailable, InternalError,
    ];
}
