namespace PushFunctions.Dispatch;

/// <summary>How pushes that are fed in turn share the calls that come, each with its part of a round. Pure.</summary>
/// <param name="spacing">Time between calls, which decides how many calls a turn has.</param>
/// <param name="left">Calls that each of them still feeds, at least one, in the order of their turns.</param>
public sealed class FeedingTurns(TimeSpan spacing, IEnumerable<int> left)
{
    private readonly List<Feeder> _line = [.. left.Select(calls => new Feeder(calls))];

    /// <summary>Lets them feed so many calls.</summary>
    public void Feed(long calls)
    {
        while (calls > 0 && _line.Count > 0)
        {
            calls -= SkipRounds(most: calls);
            if (calls > 0) calls -= FeedRound(until: null);
        }
    }

    /// <summary>Lets them feed until another push is done.</summary>
    /// <param name="place">How many of them have their turn before it.</param>
    /// <param name="calls">Calls that it feeds, at least one.</param>
    /// <returns>How many calls all of them have fed then, its own among them.</returns>
    public long CallsUntilDone(int place, int calls)
    {
        var mine = new Feeder(calls);
        _line.Insert(Math.Min(place, _line.Count), mine);
        var fed = 0L;
        while (mine.Left > 0) fed += SkipRounds(most: long.MaxValue) + FeedRound(until: mine);
        return fed;
    }

    /// <summary>Feeds whole rounds in which nobody is done.</summary>
    private long SkipRounds(long most)
    {
        var turn = DispatchPace.CallsPerStep(spacing, _line.Count);
        var round = (long)turn * _line.Count;
        var rounds = (int)Math.Min((_line.Min(push => push.Left) - 1) / turn, most / round);
        foreach (var push in _line) push.Left -= rounds * turn;
        return rounds * round;
    }

    /// <summary>Feeds one round, or what there is of it until somebody is done.</summary>
    private long FeedRound(Feeder? until)
    {
        var turn = DispatchPace.CallsPerStep(spacing, _line.Count);
        var fed = 0L;
        foreach (var push in _line)
        {
            var calls = Math.Min(turn, push.Left);
            push.Left -= calls;
            fed += calls;
            if (push == until && push.Left == 0) return fed;
        }

        _line.RemoveAll(push => push.Left == 0);
        return fed;
    }

    private sealed class Feeder(int left)
    {
        public int Left { get; set; } = left;
    }
}
