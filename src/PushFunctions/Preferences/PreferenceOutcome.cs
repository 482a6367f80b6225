namespace PushFunctions.Preferences;

/// <summary>What became of a change, field by field.</summary>
/// <param name="Fields">In the order of the calls.</param>
/// <param name="MutedUntil">Until when pushes are muted now, where an answer tells.</param>
public sealed record PreferenceOutcome(
    IReadOnlyDictionary<string, FieldOutcome> Fields, DateTimeOffset? MutedUntil)
{
    /// <summary>No call was made.</summary>
    public static PreferenceOutcome None(PreferenceChange change) =>
        new(change.Fields.ToDictionary(field => field, _ => FieldOutcome.NotMade), MutedUntil: null);

    public IReadOnlyList<string> Failed =>
        [.. Fields.Where(pair => pair.Value.Meaning is not null).Select(pair => pair.Key)];

    /// <summary>What matters most of what went wrong; null: nothing did.</summary>
    public FieldOutcome? Worst => Fields.Values.Where(outcome => outcome.Meaning is not null)
        .MinBy(outcome => outcome.Meaning switch
        {
            FarFailure.UnknownUser => 0,
            FarFailure.NotEnabled => 1,
            FarFailure.Away => 3,
            _ => 2,
        });
}
