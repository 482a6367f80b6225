using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>
/// Looks up the users of a push to members of labels: as many as its next step feeds, and more of them while nothing
/// of it is due.
/// </summary>
public sealed class PushMembers(
    MemberLookup members, PushBlobs blobs, PushStore pushes, MemberSizes sizes, TimeProvider time,
    ILogger<PushMembers> log) : IDisposable
{
    /// <summary>Pushes of which this process looks ahead at once; others are looked up by their steps alone.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _room = new(AtOnce);

    /// <summary>
    /// Has so many batches on the list, or what is found in a short time. The push's row is changed; whoever writes it
    /// not leaves it to the next one to take over what is on the list.
    /// </summary>
    /// <param name="push">The push, whose list grows.</param>
    /// <param name="batches">How many of those that were not fed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task FillAsync(PushRow push, int batches, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var wanted = push.NextBatch + batches;
        await using var list = new GrowingList(push, members, blobs);
        while (push.IsExpanding && push.Batches < wanted && !IsTimeUp(found: 0))
        {
            var most = wanted * PushBatch.MaxUsers - push.Targets;
            await list.ExtendAsync(Math.Min(most, sizes.PartUsers), IsTimeUp, cancellationToken);
        }

        NoteEnd(push);

        bool IsTimeUp(int found)
        {
            var isSomebodyThere = (push.Targets + found) / PushBatch.MaxUsers > push.NextBatch;
            return time.GetElapsedTime(begun) >= (isSomebodyThere ? sizes.FillTime : sizes.SearchTime);
        }
    }

    /// <summary>Looks on until the push's next step is near; its row is written with each part.</summary>
    /// <param name="push">The push, as it was just written.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task LookAheadAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (!push.IsExpanding || !await _room.WaitAsync(TimeSpan.Zero, CancellationToken.None)) return;
        try
        {
            var (now, next) = (time.GetUtcNow(), push.StepDue - sizes.AheadLead);
            var end = now + sizes.AheadTime < next ? now + sizes.AheadTime : next;
            await using var list = new GrowingList(push, members, blobs);
            while (push.IsExpanding && time.GetUtcNow() < end)
            {
                await list.ExtendAsync(sizes.PartUsers, _ => time.GetUtcNow() >= end, cancellationToken);
                NoteEnd(push);
                // Whoever was faster has begun its next step, or holds it.
                if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return;
            }
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private void NoteEnd(PushRow push)
    {
        if (push.IsExpanding) return;
        push.Note(time.GetUtcNow(), $"{push.Targets} members found, which are all");
        log.Found(push.PushId, push.Targets);
    }
}
