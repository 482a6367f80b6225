using PushFunctions.Claims;
using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>
/// Which users of a batch share the next call, while calls are refused that one of them may spoil: halves, until the
/// spoiler is alone. When single users from all over the batch are refused alike and nobody was taken, it is the
/// message: the others need not be asked. Pure.
/// </summary>
/// <param name="whole">All who are still to be called.</param>
public sealed class BatchSplit(BatchPart whole)
{
    /// <summary>Single users refused in the same words before nobody else is asked.</summary>
    public const int SameWords = 4;

    /// <summary>The same where only the error is the same, as when a request's id is among the words.</summary>
    public const int SameError = 16;

    private readonly List<BatchPart> _open = [whole];
    private readonly List<CallFailure> _singles = [];
    private bool _isAnyTaken;

    /// <summary>Who shares the next call; null: everybody is decided on.</summary>
    public BatchPart? Next => _open.Count == 0 ? null : _open[^1];

    /// <summary>Nobody was taken, and single users were refused alike: this holds whoever gets the message.</summary>
    public CallFailure? Spoiled { get; private set; }

    /// <summary>The next call was answered.</summary>
    public void Answer()
    {
        _isAnyTaken = true;
        Close();
    }

    /// <summary>The next call failed in a way that decides on its users.</summary>
    public void Close() => _open.RemoveAt(_open.Count - 1);

    /// <summary>The next call was refused, maybe for one of its users.</summary>
    /// <param name="failure">What was said.</param>
    /// <param name="isKnown">
    /// Whether the message is known to be refused alike whoever gets it; then one user alone is asked to confirm it.
    /// </param>
    /// <returns>Those who have failed by it.</returns>
    public IReadOnlyList<BatchPart> Refuse(CallFailure failure, bool isKnown)
    {
        var refused = Next!;
        Close();
        isKnown &= !_isAnyTaken;
        if (refused.Users.Count > 1)
        {
            var (first, rest) = refused.CutAt(isKnown ? 1 : refused.Users.Count / 2);
            _open.Add(rest);
            _open.Add(first);
            return [];
        }

        _singles.Add(failure);
        if (_isAnyTaken) return [refused];
        if (!isKnown && !AreEnough(failure))
        {
            // From all over the batch: neighbours may be spoilt alike.
            if (_open.MaxBy(part => part.Users.Count) is { } largest && _open.Remove(largest)) _open.Add(largest);
            return [refused];
        }

        Spoiled = failure;
        IReadOnlyList<BatchPart> failed = [refused, .. _open];
        _open.Clear();
        return failed;
    }

    private bool AreEnough(CallFailure last) =>
        _singles.Count(failure => failure.Description == last.Description) >= SameWords
        || _singles.Count(failure => failure.IsLike(last)) >= SameError;
}
