using AgoraChat.Push;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Removes a label: at the far side, then what is known of it, then the members who were put before it was deleted,
/// then its row. Members put later are a new label, and so is one that was put again; a sync of it follows. Each step
/// may be made again.
/// </summary>
public sealed class LabelRemoval(LabelCalls calls, AppliedBook applied, LabelBook book, LabelBell bell)
{
    public async Task<StepEnd> RunAsync(
        LabelStep step, HeldLabel held, StepTurn turn, CancellationToken cancellationToken)
    {
        var answer = await calls.MakeAsync(
            step.App, turn, isFresh: null,
            async (client, _) =>
            {
                await client.DeleteAsync(step.Label, CancellationToken.None);
                return true;
            });
        switch (answer)
        {
            case LabelAnswer<bool>.NotMade: return new StepEnd.GoOn(step);
            case LabelAnswer<bool>.Failed { Failure: { Kind: not AgoraChatErrorKind.NotFound } failure }:
                return LabelProblems.Of(failure);
        }

        if (!await applied.ForgetAsync(held.Label, turn, cancellationToken)
            || !await applied.RemoveMembersAsync(held.Label, step.DeletedAt!.Value, turn, cancellationToken))
        {
            return new StepEnd.GoOn(step);
        }

        return await RemoveRowAsync(step, held, cancellationToken);
    }

    private async Task<StepEnd> RemoveRowAsync(LabelStep step, HeldLabel held, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await book.FindAsync(held.Label, cancellationToken);
            if (row is null || row.RunId != held.Run) return new StepEnd.Removed();
            held.ETag = row.ETag;
            // Somebody wants the label again, or its members gone that were put since: a new run begins with nothing.
            if (row.DeletedAt != step.DeletedAt) return new StepEnd.Done(new LabelCounts(), Skipped: 0);
            if (!await TryRemoveAsync(row, cancellationToken)) continue;
            if (row.IsPutAgain || await book.HasMembersAsync(held.Label, cancellationToken))
                await bell.RingAsync(held.Label, cancellationToken);
            return new StepEnd.Removed();
        }
    }

    private Task<bool> TryRemoveAsync(LabelRow row, CancellationToken cancellationToken) => row.IsPutAgain
        ? book.TryReplaceAsync(
            new()
            {
                PartitionKey = row.PartitionKey,
                RowKey = row.RowKey,
                ETag = row.ETag,
                CreatedAt = row.CreatedAt,
                Description = row.Description,
            },
            cancellationToken)
        : book.TryRemoveAsync(row, cancellationToken);
}
