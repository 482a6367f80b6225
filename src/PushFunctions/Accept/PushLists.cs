using System.Text;
using System.Text.Json;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// A push's users and messages: in its row where they are one parcel, else where every parcel can be made from them
/// again.
/// </summary>
public sealed class PushLists(PushBlobs blobs, GroupLists groups, AudienceUses audiences)
{
    /// <summary>Writes them, and into the row of a push that is about to be written where they are.</summary>
    public async Task WriteAsync(
        PushRow push, IReadOnlyList<MessageGroup> messages, CancellationToken cancellationToken)
    {
        var numbered = Number(messages);
        push.Batches = numbered.Sum(group => group.Batches);
        push.Targets = numbered.Sum(group => group.Users);
        if (push.Batches == 1)
        {
            push.Users = JsonSerializer.SerializeToUtf8Bytes(
                messages[0].Users, StorageJson.Relaxed.IReadOnlyListString);
        }
        else
        {
            var lines = LinesOf(messages);
            push.Blob = await blobs.WriteOnceAsync(push.PushId, lines, cancellationToken);
            push.BlobBytes = lines.Length;
        }

        await groups.WriteAsync(push, numbered, cancellationToken);
    }

    /// <summary>Lets a push that is about to be written read the list of an audience.</summary>
    /// <returns>False: the audience has no list any more.</returns>
    public async Task<bool> TryHoldAsync(
        PushRow push, IReadOnlyList<MessageGroup> messages, AudienceRow audience, CancellationToken cancellationToken)
    {
        if (await audiences.HoldAsync(audience, push.PushId, cancellationToken) is not { } held) return false;
        var numbered = Number(messages, held);
        push.Batches = numbered[0].Batches;
        push.Targets = held.Count;
        (push.Blob, push.BlobBytes) = (held.List, held.BlobBytes);
        await groups.WriteAsync(push, numbered, cancellationToken);
        return true;
    }

    /// <summary>Lets a push that is about to be written have a list that grows while it is fed.</summary>
    public async Task BeginAsync(
        PushRow push, IReadOnlyList<MessageGroup> messages, MemberSets members, CancellationToken cancellationToken)
    {
        push.Members = JsonSerializer.SerializeToUtf8Bytes(members, StorageJson.Relaxed.MemberSets);
        push.MembersFrom = "";
        push.Blob = PushBlobs.NewGrowingList(push.PushId);
        await groups.WriteAsync(push, Number(messages), cancellationToken);
    }

    /// <summary>The messages with the first of each one's batches.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="audience">To whom the only one goes, where it names no users.</param>
    public static IReadOnlyList<PushGroup> Number(
        IReadOnlyList<MessageGroup> messages, AudienceRow? audience = null)
    {
        var (numbered, batches) = (new List<PushGroup>(), 0);
        foreach (var (message, users) in messages)
        {
            numbered.Add(new(message, batches, audience?.Count ?? users.Count));
            batches += numbered[^1].Batches;
        }

        return numbered;
    }

    /// <summary>The users, one a line, those of one message together.</summary>
    public static byte[] LinesOf(IReadOnlyList<MessageGroup> messages) => Encoding.ASCII.GetBytes(
        string.Concat(messages.SelectMany(group => group.Users).Select(user => $"{user}\n")));

    /// <summary>Deletes what was written for a draft that did not become the push.</summary>
    /// <param name="push">The push, which may name the same blobs: of equal content there is one.</param>
    public async Task RemoveAsync(PushRow draft, PushRow push, CancellationToken cancellationToken)
    {
        foreach (var blob in (string?[])[draft.Blob, draft.GroupsBlob])
        {
            // The list of an audience is not the draft's; its use is found to be nobody's.
            if (blob is not null
                && blob != push.Blob
                && blob != push.GroupsBlob
                && AudienceRow.NameOfList(blob) is null)
            {
                await blobs.DeleteAsync(blob, cancellationToken);
            }
        }
    }
}
