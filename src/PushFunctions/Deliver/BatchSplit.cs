using PushFunctions.Claims;
using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>
/// Which users of a batch share the next call, while calls are refused that one of them may spoil: halves, until the
/// spoiler is alone. When single users from all over a large batch are refused alike and nobody was taken, it is the
/// message: the others need not be asked. Pure.
/// </summary>
/// <param name="whole">All who are still to be called.</param>
public sealed class BatchSplit(BatchPart whole)
{
    /// <summary>Single users refused in the same words before nobody else is asked.</summary>
    public const int SameWords = 4;

    /// <summary>The same where only the error is the same, as when a request's id is among the words.</summary>
    public const int SameError = 16;

    /// <summary>
    /// Of a batch of fewer everybody is asked: a handful of users who spoil their calls alike, as at the end of a list
    /// or among second tries, says nothing about the message.
    /// </summary>
    public const int FewUsers = 16;

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
    /// Whether the message is known to be refused alike whoever gets it; then a few users from all over the batch are
    /// asked to confirm it.
    /// </param>
    /// <returns>Those who have failed by it.</returns>
    public IReadOnlyList<BatchPart> Refuse(CallFailure failure, bool isKnown)
    {
        var refused = Next!;
        Close();
        isKnown &= !_isAnyTaken;
        if (refused.Users.Count > 1)
        {
            if (isKnown) AskSome(refused);
            else Halve(refused);
            return [];
        }

        _singles.Add(failure);
        if (_isAnyTaken) return [refused];
        if (!AreEnough(failure, isKnown))
        {
            // From all over the batch: neighbours may be spoilt alike.
            if (!isKnown && _open.MaxBy(part => part.Users.Count) is { } largest && _open.Remove(largest))
                _open.Add(largest);
            return [refused];
        }

        Spoiled = failure;
        IReadOnlyList<BatchPart> failed = [refused, .. _open];
        _open.Clear();
        return failed;
    }

    private void Halve(BatchPart refused)
    {
        var (first, rest) = refused.CutAt(refused.Users.Count / 2);
        _open.Add(rest);
        _open.Add(first);
    }

    /// <summary>The first of each quarter is next, alone.</summary>
    private void AskSome(BatchPart refused)
    {
        var size = (refused.Users.Count + SameWords - 1) / SameWords;
        List<BatchPart> singles = [];
        for (var left = refused; left.Users.Count > 0;)
        {
            (var quarter, left) = left.CutAt(size);
            var (first, others) = quarter.CutAt(1);
            singles.Add(first);
            if (others.Users.Count > 0) _open.Add(others);
        }

        _open.AddRange(singles);
    }

    private bool AreEnough(CallFailure last, bool isKnown)
    {
        var alike = _singles.Count(failure => failure.IsLike(last));
        if (isKnown) return alike >= SameWords;
        return whole.Users.Count >= FewUsers
            && (alike >= SameError || _singles.Count(failure => failure.Description == last.Description) >= SameWords);
    }
}
