namespace PushFunctions.Dispatch;

/// <summary>A push's users by outcome; all but the last two always sum to its targets.</summary>
public sealed record PushCounts(
    int Pending, int Accepted, int Retrying, int Failed, int Dead, int Expired, int Cancelled, int Unknown,
    int PossiblyTwice, int Calls);
