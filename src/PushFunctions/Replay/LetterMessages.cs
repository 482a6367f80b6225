using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>
/// Puts messages that were set aside on their queues again, where they can be read by now: by another version, or
/// since they were only given up. One that is put twice finds its work done.
/// </summary>
public sealed class LetterMessages(WorkQueues queues, DeadLetters letters)
{
    /// <param name="onlyCount">Whether it is only asked if it can be.</param>
    /// <returns>False: it cannot be read, and stays.</returns>
    public async Task<bool> TryPutAsync(DeadLetterRow letter, bool onlyCount, CancellationToken cancellationToken)
    {
        if (Find(letter) is not { } put) return false;
        if (onlyCount) return true;
        await put(cancellationToken);
        // Then it goes: whoever dies in between leaves both.
        await letters.RemoveAsync(letter, cancellationToken);
        return true;
    }

    private Func<CancellationToken, Task>? Find(DeadLetterRow letter)
    {
        var text = BinaryData.FromBytes(letter.Body ?? []).ToString();
        return letter.Queue switch
        {
            QueueNames.Delivery when QueueText.TryReadParcel(text, out var parcel, out _) => stop =>
                queues.PutAsync(parcel with { PutBack = 0, PutAgain = true }, TimeSpan.Zero, stop),
            QueueNames.Dispatch when QueueText.TryReadStep(text, out var step, out _) => stop =>
                queues.PutAsync(step with { PutBack = 0 }, stop),
            QueueNames.AudienceChecks when QueueText.TryReadCheck(text, out var check, out _) => stop =>
                queues.PutAsync(check with { PutBack = 0 }, TimeSpan.Zero, stop),
            QueueNames.Callbacks when QueueText.TryReadNotice(text, out var notice, out _) => stop =>
                queues.PutAsync(notice with { PutBack = 0, Tries = 0 }, TimeSpan.Zero, stop),
            QueueNames.LabelChanges when QueueText.TryReadLabelStep(text, out var label, out _) => stop =>
                queues.PutAsync(label with { PutBack = 0 }, TimeSpan.Zero, stop),
            QueueNames.Preferences when QueueText.TryReadPreferenceStep(text, out var step, out _) => stop =>
                queues.PutAsync(step with { PutBack = 0 }, TimeSpan.Zero, stop),
            _ => null,
        };
    }
}
