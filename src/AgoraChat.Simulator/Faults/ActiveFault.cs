namespace AgoraChat.Simulator;

/// <summary>A fault at work: how often it happened, and its dice. Not thread-safe.</summary>
internal sealed class ActiveFault(int id, Fault fault)
{
    // Reproducible draws are wanted here, not secret ones.
#pragma warning disable CA5394
    private readonly Random _dice = new(fault.Seed);
#pragma warning restore CA5394
    private readonly HashSet<string>? _users = fault.Users?.ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _had = new(StringComparer.Ordinal);

    public int Id => id;

    public Fault Fault => fault;

    public int Happened { get; private set; }

    public bool IsUsedUp => Happened >= fault.Count;

    /// <summary>Adds what it does to this call. The earlier fault wins where two contradict.</summary>
    public void Apply(FaultEffect effect, IReadOnlyList<string> users)
    {
        if (fault.PushStatus is not null)
            SpoilUsers(effect, users);
        else if ((_users is null || users.Any(_users.Contains)) && IsHit())
            SpoilCall(effect);
    }

    private void SpoilUsers(FaultEffect effect, IReadOnlyList<string> users)
    {
        var hit = users.Where(user => _users?.Contains(user) != false && !_had.Contains(user))
            .Where(_ => IsHit()).ToList();
        if (hit.Count == 0)
            return;

        if (fault.OncePerUser)
            _had.UnionWith(hit);
        var answer = new UserAnswer(fault.PushStatus!, fault.Desc, fault.Data);
        hit.ForEach(user => effect.Say(user, answer));
        SpoilCall(effect);
    }

    private void SpoilCall(FaultEffect effect)
    {
        Happened++;
        effect.Delay += fault.Delay ?? TimeSpan.Zero;
        if (effect.IsCut || effect.Refusal is not null || effect.Body is not null)
            return;

        effect.Refusal = fault.Status is { } status ? Refusal(status) : null;
        effect.RetryAfter = fault.RetryAfter;
        effect.Body = fault.Body;
        effect.IsCut = fault.Reset || (fault.LostAnswer && fault.Status is null);
        effect.IsTaken = !fault.Reset && (fault.Status is null || fault.LostAnswer);
    }

    private FarSideError Refusal(int status) =>
        (fault.Error ?? fault.Exception ?? fault.Description) is null
            ? status switch
            {
                401 => FarSideError.ExpiredToken,
                429 => FarSideError.ReachLimit,
                _ => new(status, null, null, null),
            }
            : new(status, fault.Error, fault.Exception, fault.Description);

#pragma warning disable CA5394
    private bool IsHit() => fault.Share is not { } share || _dice.NextDouble() < share;
#pragma warning restore CA5394
}
