using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Labels;

/// <summary>Creates a label at the far side, or finds that it is there.</summary>
public sealed class LabelCreation(LabelCalls calls)
{
    /// <returns>Whether it is there now; if not, why: null when the step's time is over.</returns>
    public async Task<(bool IsThere, CallFailure? Failure)> CreateAsync(
        string app, string label, string? description, StepTurn turn)
    {
        var answer = await calls.MakeAsync(
            app, turn, isFresh: null,
            (client, _) => client.CreateAsync(label, description, CancellationToken.None));
        if (answer is LabelAnswer<Label>.Done) return (true, null);
        if (answer is not LabelAnswer<Label>.Failed { Failure: var failure }) return (false, null);
        // How a name is refused that is taken is not documented; and our own call may have been taken before.
        var found = await calls.MakeAsync(
            app, turn, isFresh: null, (client, _) => client.GetAsync(label, CancellationToken.None));
        return found switch
        {
            LabelAnswer<Label>.Done => (true, null),
            LabelAnswer<Label>.Failed => (false, failure),
            _ => (false, null),
        };
    }
}
