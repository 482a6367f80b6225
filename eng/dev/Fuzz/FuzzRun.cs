using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using PushFunctions.Dev.Grammar;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Fuzz;

/// <summary>
/// Posts generated requests to a running stack. First those that must leave nothing behind, and storage is the same to
/// the letter; then those that may be taken, and storage holds what was promised and no more.
/// </summary>
internal sealed class FuzzRun(LocalStack stack, StackClient client, FuzzInputs inputs, FuzzFailures failures)
{
    private const int Workers = 8;

    private readonly StoredState _stored = new(stack.StorageConnectionString);
    private readonly ConcurrentDictionary<int, int> _answers = new();

    public IReadOnlyDictionary<int, int> Answers => _answers;

    public Promises Promises => field ??= new(_stored);

    public async Task RunAsync(long first, int count, CancellationToken cancellationToken)
    {
        var numbers = Enumerable.Range(0, count).Select(number => first + number).ToList();
        var before = await _stored.SnapshotAsync(cancellationToken);
        await PostAsync(numbers.Where(number => !FuzzInputs.IsOpen(number)), cancellationToken);
        var after = await _stored.SnapshotAsync(cancellationToken);
        foreach (var line in after.Except(before).Concat(before.Except(after)))
            failures.Add($"Requests {first} to {numbers[^1]} were refused, and storage changed: {line}");

        await PostAsync(numbers.Where(FuzzInputs.IsOpen), cancellationToken);
        await Promises.KeptAsync(cancellationToken);
        foreach (var fault in await Promises.FindFaultsAsync(cancellationToken)) failures.Add(fault);
        var told = (await client.StatsAsync(cancellationToken)).UsersSent;
        if (told != Promises.Users)
            failures.Add($"The far side was asked to tell {told} users, and {Promises.Users} were promised.");
    }

    private Task PostAsync(IEnumerable<long> numbers, CancellationToken cancellationToken)
    {
        var left = new ConcurrentQueue<long>(numbers);
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(left, cancellationToken)));
    }

    private async Task WorkAsync(ConcurrentQueue<long> left, CancellationToken cancellationToken)
    {
        using var wire = new WireClient(stack.Api);
        while (!failures.AreTooMany && left.TryDequeue(out var number))
        {
            var input = inputs.Create(number);
            if (input.Before is { } before) await SendAsync(wire, input, before, cancellationToken);
            await SendAsync(wire, input, input.Request, cancellationToken);
        }
    }

    private async Task SendAsync(
        WireClient wire, FuzzInput input, WireRequest request, CancellationToken cancellationToken)
    {
        var answer = WireAnswer.None;
        try
        {
            answer = await wire.SendAsync(request, cancellationToken);
            if (AnswerCheck.FindFault(input, answer) is { } fault) failures.Add(input, answer, fault);
            if (input.Expectation == Expectation.Open) Promises.Add(request, answer);
        }
        catch (Exception failure) when (failure is SocketException or JsonException or FormatException)
        {
            failures.Add(input, answer, $"{failure.GetType().Name}: {failure.Message}");
        }

        _answers.AddOrUpdate(answer.Status, 1, (_, times) => times + 1);
    }
}
