using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class SideBySideTests
{
    private readonly List<int> _begun = [];
    private readonly List<TaskCompletionSource> _open = [];

    [Fact]
    public async Task Begins_no_more_than_so_many_at_a_time()
    {
        var all = RunAsync(5, atOnce: 2, CancellationToken.None);

        Assert.Equal([0, 1], _begun);

        _open[1].SetResult();
        Assert.Equal([0, 1, 2], _begun);

        for (var no = 0; no < 5; no++) _open[no].TrySetResult();
        await all;
        Assert.Equal([0, 1, 2, 3, 4], _begun);
    }

    [Fact]
    public async Task After_a_failure_begins_no_more_and_ends_when_all_that_has_begun_is_done()
    {
        var all = RunAsync(5, atOnce: 2, CancellationToken.None);

        _open[0].SetException(new InvalidOperationException("It broke."));
        Assert.False(all.IsCompleted);

        _open[1].SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => all);
        Assert.Equal([0, 1], _begun);
    }

    [Fact]
    public async Task After_a_cancellation_begins_no_more()
    {
        using var stop = new CancellationTokenSource();
        var all = RunAsync(5, atOnce: 2, stop.Token);

        stop.Cancel();
        foreach (var open in _open.ToList()) open.SetResult();

        await Assert.ThrowsAsync<OperationCanceledException>(() => all);
        Assert.Equal([0, 1], _begun);
    }

    private Task RunAsync(int many, int atOnce, CancellationToken cancellationToken) => SideBySide.ForEachAsync(
        Enumerable.Range(0, many).ToAsyncEnumerable(),
        atOnce,
        no =>
        {
            _begun.Add(no);
            _open.Add(new());
            return _open[^1].Task;
        },
        cancellationToken);
}
