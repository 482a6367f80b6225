using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Compares what is wanted of a user with what the far side was told. Pure.</summary>
public static class MembershipDiff
{
    /// <summary>What was refused is tried again after this time, though nothing has changed.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromDays(1);

    /// <param name="version">Of the row that wants it, its time in Unix milliseconds; null: nobody does.</param>
    /// <param name="applied">What the far side was told; null: nothing.</param>
    /// <param name="now">The time.</param>
    public static MembershipChange Of(long? version, LabelAppliedRow? applied, DateTimeOffset now)
    {
        var isMember = applied is { IsMember: true };
        if (version is not null && isMember) return MembershipChange.None;
        if (version is null && !isMember)
            return applied is null ? MembershipChange.None : MembershipChange.Forget;
        var rests = applied is { IsRefused: true } && applied.RefusedAt + TryAgainAfter > now;
        if (version is null) return rests ? MembershipChange.None : MembershipChange.Remove;
        return rests && applied!.RefusedVersion == version ? MembershipChange.None : MembershipChange.Add;
    }

    /// <summary>Whether a row for which nothing is done tells of a refusal that still counts.</summary>
    public static bool IsRefused(long? version, LabelAppliedRow? applied) =>
        applied is { IsRefused: true } && applied.IsMember != version is not null;
}
