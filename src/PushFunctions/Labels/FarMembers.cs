using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Labels;

/// <summary>Reads what the far side has: labels, and who has them; a hundred a call.</summary>
public sealed class FarMembers(LabelCalls calls)
{
    private const int PageSize = 100;

    /// <summary>The labels of an app by the far side's names.</summary>
    public Task<(List<string>? Names, CallFailure? Failure)> ListLabelsAsync(string app, StepTurn turn) =>
        ListAsync(
            app, turn, (client, cursor) => client.GetPageAsync(cursor, PageSize, CancellationToken.None),
            label => label.Name, afterPage: () => Task.CompletedTask);

    /// <summary>The users who have a label.</summary>
    /// <param name="app">The app.</param>
    /// <param name="label">As the far side spells it.</param>
    /// <param name="turn">The time for it.</param>
    /// <param name="afterPage">Done after each page, such as to prolong a run.</param>
    /// <returns>Neither: the time was over.</returns>
    public Task<(List<string>? Names, CallFailure? Failure)> ListMembersAsync(
        string app, string label, StepTurn turn, Func<Task> afterPage) =>
        ListAsync(
            app, turn,
            (client, cursor) => client.GetMembersPageAsync(label, cursor, PageSize, CancellationToken.None),
            member => member.User, afterPage);

    private async Task<(List<string>? Names, CallFailure? Failure)> ListAsync<T>(
        string app, StepTurn turn, Func<LabelsClient, string?, Task<Page<T>>> read, Func<T, string> name,
        Func<Task> afterPage)
    {
        var names = new List<string>();
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        for (string? cursor = null; ;)
        {
            var from = cursor;
            switch (await calls.MakeAsync(app, turn, isFresh: null, (client, _) => read(client, from)))
            {
                case LabelAnswer<Page<T>>.Done { Value: var page }:
                    names.AddRange(page.Items.Select(name));
                    cursor = page.Cursor;
                    break;
                case LabelAnswer<Page<T>>.Failed { Failure: var failure }:
                    return (null, failure);
                default:
                    return (null, null);
            }

            if (cursor is null) return (names, null);
            if (!cursors.Add(cursor))
                return (null, CallFailure.NotMade("The push service gave a page a second time; its list has no end."));
            await afterPage();
        }
    }
}
