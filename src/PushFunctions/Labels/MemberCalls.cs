using AgoraChat.Push;
using Azure.Data.Tables;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Makes the calls of a batch and writes down what was said. A call that is refused for one of its users is halved
/// until that one is alone.
/// </summary>
public sealed class MemberCalls(StorageClients storage, LabelCalls calls, AppliedBook applied, TimeProvider time)
{
    /// <summary>What is wanted is read again before a call when it is older than this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>So many users alone are refused, and nobody taken: it is not the users.</summary>
    private const int MostAlone = 3;

    public async Task<BatchResult> MakeAsync(LabelPartition label, ChangeBatch batch, StepTurn turn)
    {
        var state = new State();
        if (batch.Change == MembershipChange.Forget)
            state.Results.AddRange(batch.Users.Select(user => new UserResult(user, null)));
        else
            await CallAsync(label, batch, turn, state);
        // Also when the rest failed: what was said was said.
        if (state.Results.Count > 0) await applied.WriteAsync(label, state.Results);
        return new(state.Results, state.Skipped, state.IsOpen, state.Failure, state.IsLabelGone);
    }

    private async Task CallAsync(LabelPartition label, ChangeBatch batch, StepTurn turn, State state)
    {
        if (time.GetUtcNow() - batch.ReadAt > Fresh)
        {
            var before = batch.Users.Count;
            batch = batch with { Users = await StillWantedAsync(label, batch) };
            state.Skipped += before - batch.Users.Count;
        }

        if (batch.Users.Count == 0) return;
        var names = batch.Users.Select(user => user.User).ToList();
        var answer = await calls.MakeAsync(
            label.App, turn, () => time.GetUtcNow() - batch.ReadAt <= Fresh,
            (client, departure) => batch.Change == MembershipChange.Add
                ? client.AddMembersAsync(label.Label, names, departure, CancellationToken.None)
                : client.RemoveMembersAsync(label.Label, names, departure, CancellationToken.None));
        switch (answer)
        {
            case LabelAnswer<LabelChange>.Done done:
                Take(batch, done.Value, state);
                break;
            case LabelAnswer<LabelChange>.Failed { Failure: var failure }:
                await TakeAsync(label, batch, failure, turn, state);
                break;
            case LabelAnswer<LabelChange>.NotMade when !turn.IsOver:
                await CallAsync(label, batch, turn, state);
                break;
            default:
                state.IsOpen = true;
                break;
        }
    }

    private static void Take(ChangeBatch batch, LabelChange change, State state)
    {
        var succeeded = change.Succeeded.ToHashSet(StringComparer.Ordinal);
        foreach (var user in batch.Users)
        {
            if (change.Failed.TryGetValue(user.User, out var reason))
                state.Results.Add(new(user, reason.Length > 0 ? reason : "The push service gave no reason."));
            else if (succeeded.Contains(user.User)) state.Results.Add(new(user, null));
            else state.Results.Add(new(user, "The push service said nothing of this user."));
        }

        state.IsTaken |= succeeded.Count > 0;
    }

    private async Task TakeAsync(
        LabelPartition label, ChangeBatch batch, CallFailure failure, StepTurn turn, State state)
    {
        if (failure.Kind == AgoraChatErrorKind.NotFound && !await IsThereAsync(label, turn, state)) return;

        if (failure.HttpStatus is not (400 or 404) || failure.Kind is AgoraChatErrorKind.Throttled)
        {
            state.Failure = failure;
            return;
        }

        if (batch.Users.Count > 1)
        {
            var half = batch.Users.Count / 2;
            await CallAsync(label, batch with { Users = [.. batch.Users.Take(half)] }, turn, state);
            if (state.Failure is not null || state.IsOpen) return;
            await CallAsync(label, batch with { Users = [.. batch.Users.Skip(half)] }, turn, state);
            return;
        }

        state.Alone.Add(new(batch.Users[0], failure.Said is { Length: > 0 } said ? said : failure.Description));
        if (state.Alone.Count >= MostAlone && !state.IsTaken) state.Failure = failure;
        if (state.Failure is null) state.Results.Add(state.Alone[^1]);
        // It is not the users: those who seemed to be refused are not.
        else state.Results.RemoveAll(state.Alone.Contains);
    }

    /// <summary>Something is not found: it may be the label. Where nobody can tell, nothing is forgotten.</summary>
    private async Task<bool> IsThereAsync(LabelPartition label, StepTurn turn, State state)
    {
        var answer = await calls.MakeAsync(
            label.App, turn, isFresh: null, (client, _) => client.GetAsync(label.Label, CancellationToken.None));
        if (answer is LabelAnswer<Label>.Failed { Failure: var failure })
            (state.IsLabelGone, state.Failure) = (failure.Kind == AgoraChatErrorKind.NotFound, failure);
        else if (answer is LabelAnswer<Label>.NotMade) state.IsOpen = true;
        return answer is LabelAnswer<Label>.Done;
    }

    /// <summary>Those of whom the same is still wanted, as the rows are now.</summary>
    private async Task<IReadOnlyList<JoinedUser>> StillWantedAsync(LabelPartition label, ChangeBatch batch)
    {
        var readAt = time.GetUtcNow();
        var (first, last) = (batch.Users[0].User, batch.Users[^1].User);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {label.Key} and RowKey ge {first} and RowKey le {last}");
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        string[] columns =
            [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp)];
        await foreach (var row in storage.LabelMembers.QueryAsync<LabelMemberRow>(filter, select: columns))
            versions[row.RowKey] = row.Timestamp?.ToUnixTimeMilliseconds() ?? 0;
        return
        [
            .. batch.Users.Where(user => versions.ContainsKey(user.User) == (batch.Change == MembershipChange.Add))
                .Select(user => user with { Version = versions.GetValueOrDefault(user.User), ReadAt = readAt }),
        ];
    }

    /// <summary>How far it is.</summary>
    private sealed class State
    {
        public List<UserResult> Results { get; } = [];

        /// <summary>Users whose call was refused although it named nobody else.</summary>
        public List<UserResult> Alone { get; } = [];

        /// <summary>Whether anybody was taken.</summary>
        public bool IsTaken { get; set; }

        public int Skipped { get; set; }

        public bool IsOpen { get; set; }

        public bool IsLabelGone { get; set; }

        public CallFailure? Failure { get; set; }
    }
}
