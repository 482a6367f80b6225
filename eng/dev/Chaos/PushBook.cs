using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Chaos;

/// <summary>What is known of one push from outside, when all is over.</summary>
/// <param name="Push">What was asked for.</param>
/// <param name="Status">What the bridge says of it.</param>
/// <param name="Told">What the far side says of its users.</param>
/// <param name="Stories">
/// What the bridge says of those users whom the far side told not at all or more than once, or told although the bridge
/// does not call them accepted.
/// </param>
internal sealed record PushBook(
    PlannedPush Push, PushStatus Status, SimulatorTold Told, IReadOnlyList<UserTold> Stories)
{
    /// <summary>Whose stories are to be asked for.</summary>
    /// <param name="notAccepted">Who ended otherwise than accepted, by the bridge.</param>
    public static IReadOnlyList<string> Doubtful(
        PlannedPush push, SimulatorTold told, IEnumerable<string> notAccepted) =>
        [.. push.Users.Except((told.Once ?? []).Except(notAccepted))];
}
