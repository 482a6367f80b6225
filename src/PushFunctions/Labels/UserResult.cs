namespace PushFunctions.Labels;

/// <summary>What became of one user's change.</summary>
/// <param name="User">The user, what was to be done, and by which row.</param>
/// <param name="Refused">Why the far side did not do it; null: it did.</param>
public sealed record UserResult(JoinedUser User, string? Refused)
{
    /// <summary>Longest reason that is kept.</summary>
    private const int MostReason = 200;

    public string? Refused { get; } = Refused is { Length: > MostReason } ? Refused[..MostReason] : Refused;
}
