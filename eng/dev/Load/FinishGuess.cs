namespace PushFunctions.Dev.Load;

/// <summary>When a push said that it would be done.</summary>
/// <param name="PushId">The push.</param>
/// <param name="Done">The part of its users who were not pending any more.</param>
/// <param name="Expected">When the last of its calls was expected.</param>
internal sealed record FinishGuess(string PushId, double Done, DateTimeOffset Expected)
{
    /// <summary>From so much on the moment is to be known.</summary>
    private const double LeastDone = 0.05;

    /// <summary>By how much the worst of some guesses about one push was wrong.</summary>
    /// <param name="guesses">What was said, of any push and at any time.</param>
    /// <param name="pushId">The push.</param>
    /// <param name="calls">Its calls, by when they came.</param>
    /// <returns>A part of its time from the first call to the last; 1 when it said nothing that counts.</returns>
    public static double WorstOf(
        IEnumerable<FinishGuess> guesses, string pushId, IReadOnlyList<DateTimeOffset> calls) => guesses
        .Where(guess => guess.PushId == pushId && guess.Done >= LeastDone)
        .Select(guess => (guess.Expected - calls[^1]).Duration() / (calls[^1] - calls[0]))
        .DefaultIfEmpty(1)
        .Max();
}
