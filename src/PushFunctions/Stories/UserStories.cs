using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>
/// Tells what became of one user: finds the parcel that the user was first put in, and goes on to the retry parcels
/// that took the user over. Each is read after the one before, so the end is how it stands.
/// </summary>
public sealed class UserStories(UserPlaces places, LedgerReader ledger)
{
    /// <returns>Null: the push does not go to this user.</returns>
    public async Task<UserStory?> FindAsync(PushAndSteps found, string user, CancellationToken cancellationToken)
    {
        if (await places.FindAsync(found, user, cancellationToken) is not { } place) return null;
        var parts = new List<StoryPart>();
        for (var part = place.Part; part is not null;)
        {
            parts.Add(part);
            part = await FindNextAsync(found.Push.PushId, user, part, cancellationToken);
        }

        return Tell(found.Push, user, place, parts);
    }

    private async Task<StoryPart?> FindNextAsync(
        string pushId, string user, StoryPart part, CancellationToken cancellationToken)
    {
        foreach (var plan in part.GoesOnIn)
        {
            await foreach (var row in ledger.ReadPlanAsync(pushId, plan, cancellationToken))
            {
                var position = row.ReadUsers().ToList().IndexOf(user);
                if (position >= 0) return new(row, position, BatchOf(row, position));
            }
        }

        return null;
    }

    private static int BatchOf(ParcelRow retry, int position)
    {
        var (batch, users) = (0, 0);
        foreach (var one in retry.ReadLayout())
        {
            users += one.Users;
            if (position < users) break;
            batch++;
        }

        return batch;
    }

    private static UserStory Tell(PushRow push, string user, UserPlace place, IReadOnlyList<StoryPart> parts)
    {
        var end = parts is [.., var latest] ? latest : null;
        var unfed = place.Batch is null ? UserEntry.OfUnfed(push) : null;
        var last = parts.Select(part => part.Entry).LastOrDefault(entry => entry is not null) ?? unfed;
        return new()
        {
            PushId = push.PushId,
            User = user,
            Outcome = end?.Outcome ?? unfed?.Outcome ?? UserOutcome.Pending,
            Status = last?.Status,
            Description = last?.Description,
            Tries = unfed?.Tries ?? parts.GroupBy(part => part.Row.Round).Sum(round => round.Last().Tries),
            PossiblyTwice = parts.Any(part => part.IsPossiblyTwice),
            Batch = place.Batch,
            NextTry = end?.NextTry,
            History = [.. parts.Select(part => part.View())],
        };
    }
}
