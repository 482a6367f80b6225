using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>A user in one parcel, as its ledger row tells. Pure.</summary>
/// <param name="row">The row.</param>
/// <param name="user">The user's position among the parcel's.</param>
/// <param name="batch">The user's call: among the push's or, of a retry parcel, among its own.</param>
public sealed class StoryPart(ParcelRow row, int user, int batch)
{
    private readonly OutcomeBook _book = row.ReadOutcomes();

    public ParcelRow Row => row;

    /// <summary>What is known of the user; null: nothing yet.</summary>
    public UserEntry? Entry => _book[user];

    /// <summary>By the same rule as the push's counts.</summary>
    public UserOutcome Outcome => Entry?.Outcome ?? (row.IsRetry ? UserOutcome.Retrying : UserOutcome.Pending);

    /// <summary>Tries that have an answer.</summary>
    public int Tries => Entry?.Tries ?? row.ReadTries()[user];

    public bool IsPossiblyTwice => _book.IsPossiblyTwice(user);

    /// <summary>When the next try is due, while it is still planned here.</summary>
    public DateTimeOffset? NextTry => Outcome == UserOutcome.Retrying ? row.Due : null;

    /// <summary>The plans one of which took the user over; none: the user ends here, or waits here.</summary>
    public IReadOnlyList<PlanSpan> GoesOnIn =>
        Outcome == UserOutcome.Retrying && row.IsOver ? row.ReadPlans() : [];

    public StoryEntry View() => new(
        row.RowKey, batch, Outcome, Entry?.Status, Entry?.Description, Tries, Entry is null ? null : row.SettledAt);
}
