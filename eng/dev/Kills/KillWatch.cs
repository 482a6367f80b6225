namespace PushFunctions.Dev.Kills;

/// <summary>Waits until all that a dead host had in hand is in a living one's.</summary>
/// <param name="work">Reads the ledger.</param>
internal sealed class KillWatch(HeldWork work)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Longer than any message of it can stay hidden: what is not resumed by then is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>What only waits on its queue is picked up sooner; what takes longer lay in dead hands.</summary>
    private static readonly TimeSpan InLine = TimeSpan.FromSeconds(5);

    /// <param name="host">The host, which is dead.</param>
    /// <param name="at">When it was killed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HostKill> FollowAsync(int host, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var waiting = (await work.ReadAsync(at, cancellationToken)).ToList();
        var (resumed, last) = (new List<HeldPart>(), TimeSpan.Zero);
        while (waiting.Count > 0 && TimeProvider.System.GetUtcNow() - at < Patience)
        {
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
            foreach (var part in waiting.ToList())
            {
                var state = await work.LookAsync(part, cancellationToken);
                if (state == PartState.Waits) continue;
                waiting.Remove(part);
                var passed = TimeProvider.System.GetUtcNow() - at;
                if (state == PartState.WasNot || (part is not HeldPart.Parcel && passed < InLine)) continue;
                resumed.Add(part);
                last = passed;
            }
        }

        return new()
        {
            Host = host,
            At = at,
            Parts = resumed.Count + waiting.Count,
            Marked = [.. resumed.Concat(waiting).OfType<HeldPart.Parcel>().SelectMany(
                parcel => parcel.Marked.Select(batch => new MarkedBatch(parcel.Push, batch)))],
            SecondsToResume = (waiting.Count > 0 ? TimeProvider.System.GetUtcNow() - at : last).TotalSeconds,
            Lost = [.. waiting.Select(part => $"{part}")],
        };
    }
}
