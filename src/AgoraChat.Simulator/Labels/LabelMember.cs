namespace AgoraChat.Simulator;

/// <summary>A user in a label.</summary>
/// <param name="Id">Grows with every member of any label.</param>
/// <param name="User">The user's id.</param>
/// <param name="CreatedAt">When the user was added.</param>
internal sealed record LabelMember(long Id, string User, DateTimeOffset CreatedAt)
{
    public static readonly Comparer<LabelMember> ById =
        Comparer<LabelMember>.Create((one, other) => one.Id.CompareTo(other.Id));

    /// <summary>A place to search for.</summary>
    public static LabelMember At(long id) => new(id, "", default);
}
