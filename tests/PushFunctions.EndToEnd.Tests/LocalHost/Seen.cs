namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a function of each kind of parameter has seen.</summary>
public sealed class Seen
{
    private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Text => _text.Task.WaitAsync(Eventually.Deadline);

    public void Add(string text) => _text.TrySetResult(text);
}
