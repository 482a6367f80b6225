using AgoraChat.Push;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PushFunctions.Events;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Lists the members that the far side has of a label that is held, and notes them as they are; so the next sync makes
/// the difference.
/// </summary>
public sealed class DriftRepair(
    StorageClients storage, LabelBook book, FarMembers far, IOptions<LabelOptions> options, TimeProvider time)
{
    private const int MostRows = 100;

    /// <summary>For the members of one label: at ten calls a second, and held back at times.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly Dictionary<string, object> Nothing = [];

    /// <param name="held">The label.</param>
    /// <param name="name">As the far side spells it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// The members, none with the failure where there is no such label; or only the failure; neither when the time was
    /// over.
    /// </returns>
    public async Task<(HashSet<string>? Members, CallFailure? Failure)> ListAsync(
        HeldLabel held, string name, CancellationToken cancellationToken)
    {
        using var turn = new StepTurn(Patience, time, cancellationToken);
        var prolongation = Prolong(held);
        var (names, failure) = await far.ListMembersAsync(
            held.Label.App, name, turn, () => prolongation.TryAsync());
        return failure?.Kind == AgoraChatErrorKind.NotFound
            ? ([], failure)
            : (names?.ToHashSet(StringComparer.Ordinal), failure);
    }

    /// <param name="held">The label.</param>
    /// <param name="members">Who has it; used up.</param>
    /// <param name="isDryRun">Only counts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Of how many users it was known otherwise, and how many of them are noted as they are.</returns>
    public async Task<(int Found, int Repaired)> CompareAsync(
        HeldLabel held, HashSet<string> members, bool isDryRun, CancellationToken cancellationToken)
    {
        var repair = new List<TableTransactionAction>();
        await foreach (var row in storage.LabelApplied.QueryAsync<LabelAppliedRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {held.Label.Key}"), cancellationToken: cancellationToken))
        {
            // As it was read: one that has changed since is not repaired.
            if (members.Remove(row.RowKey) == row.IsMember) continue;
            repair.Add(row.IsMember
                ? new(TableTransactionActionType.Delete, row, row.ETag)
                : new(TableTransactionActionType.UpdateReplace, Member(held.Label, row.RowKey), row.ETag));
        }

        repair.AddRange(members.Where(Targets.IsUser).Order(StringComparer.Ordinal).Select(
            user => new TableTransactionAction(TableTransactionActionType.Add, Member(held.Label, user))));
        if (isDryRun || !await book.TryWriteAsync(held, Nothing, isEnd: false)) return (repair.Count, 0);
        var (repaired, prolongation) = (0, Prolong(held));
        foreach (var chunk in repair.Chunk(MostRows))
        {
            if (!await prolongation.TryAsync()) break;
            await storage.LabelApplied.SubmitTransactionAsync(chunk, CancellationToken.None);
            repaired += chunk.Length;
        }

        return (repair.Count, repaired);
    }

    private static LabelAppliedRow Member(LabelPartition label, string user) =>
        new() { PartitionKey = label.Key, RowKey = user, IsMember = true };

    private Prolongation Prolong(HeldLabel held) => new(book, held, options.Value.LeaseTime / 3, time);

    /// <summary>Prolongs a run now and then; in between it makes no request.</summary>
    private sealed class Prolongation(LabelBook book, HeldLabel held, TimeSpan every, TimeProvider time)
    {
        private DateTimeOffset _at = time.GetUtcNow() + every;

        /// <returns>False: the run does not hold the label any more.</returns>
        public async Task<bool> TryAsync()
        {
            if (time.GetUtcNow() < _at) return true;
            _at = time.GetUtcNow() + every;
            return await book.TryWriteAsync(held, Nothing, isEnd: false);
        }
    }
}
