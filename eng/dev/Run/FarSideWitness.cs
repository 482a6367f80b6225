namespace PushFunctions.Dev.Run;

/// <summary>What the simulator itself says of the users, so that the bridge's word is not all there is.</summary>
internal sealed record FarSideWitness(int Users, int Sent, int SentTwice, SimulatorStats Stats)
{
    private const int AtOnce = 8;

    /// <summary>Whether each user was sent the push.</summary>
    public bool SawEveryone => Sent == Users;

    public string Sentence
    {
        get
        {
            var calls = Stats.Calls.GetValueOrDefault("push/single") ?? new SimulatorStats.Endpoint(0, 0, 0, 0);
            return $"The service saw {calls.Total} calls ({calls.Throttled} refused as too fast) and sent to {Sent} of {Users} "
                + $"users, {SentTwice} of them more than once.";
        }
    }

    /// <summary>Asks for each user.</summary>
    public static async Task<FarSideWitness> AskAsync(
        StackClient client, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var pushes = new int[users.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, users.Count, parallel, async (user, token) =>
            pushes[user] = await client.PushesToAsync(users[user], token));
        var stats = await client.StatsAsync(cancellationToken);
        return new FarSideWitness(
            users.Count, pushes.Count(count => count > 0), pushes.Count(count => count > 1), stats);
    }
}
