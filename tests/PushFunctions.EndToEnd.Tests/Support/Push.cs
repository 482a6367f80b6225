namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A push that was accepted, as its sender follows it.</summary>
public sealed class Push(AppHost host, AcceptedAnswer accepted, Uri? location)
{
    public string Id => accepted.PushId;

    /// <summary>What the sender was told at the door.</summary>
    public AcceptedAnswer Accepted => accepted;

    public Uri? Location => location;

    /// <summary>The same push, asked for at another host.</summary>
    public Push At(AppHost other) => new(other, accepted, location);

    /// <summary>Looks once. The counts must sum to the targets, whenever one looks.</summary>
    public async Task<PushStatus> LookAsync()
    {
        var status = await host.StatusOfAsync(Id);
        Assert.True(status.Targets == status.Counts.Sum, $"{status.Targets} targets, but {status.Counts}");
        return status;
    }

    /// <summary>Waits until every user has an outcome.</summary>
    public Task<PushStatus> SettledAsync() => UntilAsync(status => status.IsSettled);

    /// <summary>Waits until the push has ended.</summary>
    public Task<PushStatus> FinishedAsync() => UntilAsync(status => status.State == "finished");

    /// <summary>Looks until it is so.</summary>
    public async Task<PushStatus> UntilAsync(Func<PushStatus, bool> condition)
    {
        var last = await LookAsync();
        await Soon.IsTrueAsync(async () => condition(last = await LookAsync()), () => $"Push {Id} is {last}");
        return last;
    }
}
