namespace PushFunctions.Storage;

/// <summary>Our words for the status of a user of whom the far side has none.</summary>
public static class OwnStatus
{
    /// <summary>Not sent to in time.</summary>
    public const string Expired = "EXPIRED";

    /// <summary>Not sent to any more, since the push was cancelled.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The call was refused as a whole and will be refused again.</summary>
    public const string Refused = "REFUSED";

    /// <summary>Whether the call was taken is not known.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The credentials were not taken.</summary>
    public const string Unauthorized = "UNAUTHORIZED";

    /// <summary>Only refused as too fast, for so long that it was given up.</summary>
    public const string Throttled = "THROTTLED";

    /// <summary>The answer did not speak of the user.</summary>
    public const string Missing = "MISSING";

    /// <summary>The parcel failed again and again.</summary>
    public const string Poison = "POISON";
}
