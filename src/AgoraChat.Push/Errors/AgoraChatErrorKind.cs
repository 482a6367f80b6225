namespace AgoraChat.Push;

/// <summary>Why a call failed, as far as it decides what to do next.</summary>
public enum AgoraChatErrorKind
{
    /// <summary>Too many calls; the same call passes later.</summary>
    Throttled,

    /// <summary>The plan is used up; waiting does not help.</summary>
    QuotaExhausted,

    /// <summary>Too many tasks or another quantity limit (403 <c>LimitException</c>); minutes may help.</summary>
    TaskLimit,

    /// <summary>The token was not taken.</summary>
    Unauthorized,

    /// <summary>The organisation, app, user, label, template or path is unknown.</summary>
    NotFound,

    /// <summary>The same call will be refused again: a bad request, or a service that is not open.</summary>
    Refused,

    /// <summary>The far side is down or could not be reached.</summary>
    Unavailable,

    /// <summary>No answer came, or none that can be read.</summary>
    Unknown,
}
