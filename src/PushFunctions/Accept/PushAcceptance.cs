using System.Text;
using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// Makes an event durable: list, index row, push row, queue message, in this order. The insert of the push row decides
/// which of several equal events is the push; what was written before it is found and cleared by the watchdog.
/// </summary>
public sealed class PushAcceptance(
    StorageClients storage, PushBlobs blobs, GroupLists groups, PushStart start, OpenPushes open,
    IOptions<AcceptOptions> options)
{
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(15);

    public async Task<Acceptance> AcceptAsync(
        AppEvent appEvent, Mapped.Messages messages, CancellationToken cancellationToken)
    {
        var pushId = PushIds.Create(appEvent.App, appEvent.Source, appEvent.Id);
        while (true)
        {
            var existing = await storage.Pushes.GetEntityIfExistsAsync<PushRow>(
                pushId, LedgerKey.Push, cancellationToken: cancellationToken);
            if (existing.HasValue) return await RepeatAsync(existing.Value!, appEvent, cancellationToken);
            if (await open.CountAsync(cancellationToken) >= options.Value.MaxOpenPushes) return TooMany();

            var push = Draft(pushId, appEvent, messages);
            await WriteListsAsync(push, messages.Groups, cancellationToken);

            var index = IndexRow.ForOpen(push.App, pushId, push.Created);
            push.OpenRow = index.RowKey;
            await storage.PushIndex.UpsertEntityAsync(index, cancellationToken: cancellationToken);

            // From here on the client's going away changes nothing: the push is there, or it is not.
            if (!await InsertAsync(push, index))
            {
                await storage.PushIndex.DeleteEntityAsync(
                    index.PartitionKey, index.RowKey, ETag.All, CancellationToken.None);
                continue;
            }

            await start.PutAsync(push, CancellationToken.None);
            return new Acceptance.Accepted(push, Duplicate: false);
        }
    }

    private async Task<Acceptance> RepeatAsync(PushRow push, AppEvent appEvent, CancellationToken cancellationToken)
    {
        if (push.BodyHash != appEvent.BodyHash) return Mismatch(appEvent.Id);
        // The first try may have died between the row and its message.
        if (push.State == PushState.Waiting && push.Created + PutAgainAfter < start.Now)
            await start.PutAsync(push, cancellationToken);
        return new Acceptance.Accepted(push, Duplicate: true);
    }

    private async Task<bool> InsertAsync(PushRow push, IndexRow index)
    {
        try
        {
            await storage.Pushes.AddEntityAsync(push, CancellationToken.None);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // Our own insert, whose answer was lost and which the client tried again? Then the row names our index row.
            var there = await storage.Pushes.GetEntityAsync<PushRow>(
                push.PushId,
                LedgerKey.Push,
                [nameof(PushRow.OpenRow), nameof(PushRow.BodyHash)],
                CancellationToken.None);
            return there.Value.OpenRow == index.RowKey && there.Value.BodyHash == push.BodyHash;
        }
    }

    /// <summary>
    /// Users and messages: in the row where they are one parcel, else where every parcel can be made from them again.
    /// </summary>
    private async Task WriteListsAsync(
        PushRow push, IReadOnlyList<MessageGroup> messages, CancellationToken cancellationToken)
    {
        var numbered = new List<PushGroup>();
        foreach (var (message, users) in messages)
        {
            numbered.Add(new(message, push.Batches, users.Count));
            push.Batches += numbered[^1].Batches;
        }

        push.Targets = numbered.Sum(group => group.Users);
        if (push.Batches == 1)
        {
            push.Users = JsonSerializer.SerializeToUtf8Bytes(
                messages[0].Users, StorageJson.Relaxed.IReadOnlyListString);
        }
        else
        {
            var lines = Encoding.ASCII.GetBytes(
                string.Concat(messages.SelectMany(group => group.Users).Select(user => $"{user}\n")));
            push.Blob = await blobs.WriteOnceAsync(push.PushId, lines, cancellationToken);
            push.BlobBytes = lines.Length;
        }

        await groups.WriteAsync(push, numbered, cancellationToken);
    }

    private PushRow Draft(string pushId, AppEvent appEvent, Mapped.Messages messages)
    {
        var now = start.Now;
        var push = new PushRow
        {
            PartitionKey = pushId,
            App = appEvent.App,
            Source = appEvent.Source,
            EventId = appEvent.Id,
            BodyHash = appEvent.BodyHash,
            Type = appEvent.Type,
            State = PushState.Waiting,
            Created = now,
            Strategy = messages.Strategy,
            ExpiresAt = now + messages.ExpiresAfter,
            StepDue = now,
        };
        push.Note(now, "accepted");
        return push;
    }

    private static Acceptance.Refused Mismatch(string id) => new(new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyMismatch, "The id was used for another event",
        $"An event '{id}' with another body was accepted before. Send a new event under a new id."));

    private static Acceptance.Refused TooMany() => new(new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.TooManyPushes, "Too many pushes are open",
        "More events wait than Accept:MaxOpenPushes allows. Send the same event again after the time in Retry-After.")
    {
        RetryAfter = ComeBack,
    });
}
