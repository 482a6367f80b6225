using System.Diagnostics.CodeAnalysis;

namespace PushFunctions.Budgets;

/// <summary>The calls that wait for a slot, the most urgent first. Its desk's lock is held around it.</summary>
internal sealed class WaitingCalls
{
    private readonly PriorityQueue<TaskCompletionSource<Slot>, (CallTicket Ticket, long Order)> _calls = new();
    private long _order;

    /// <summary>Calls that wait; some of them may have been given up.</summary>
    public int Count => _calls.Count;

    /// <summary>Those of them that a dispatcher fed.</summary>
    public int Fed { get; private set; }

    public void Add(TaskCompletionSource<Slot> call, CallTicket ticket)
    {
        _calls.Enqueue(call, (ticket, _order++));
        if (ticket.Fed) Fed++;
    }

    /// <summary>Lets those go that were given up and are first in line.</summary>
    public void DropGivenUp()
    {
        while (_calls.TryPeek(out var first, out _) && first.Task.IsCompleted) TryDequeue(out _);
    }

    /// <summary>Gives a slot to the first call that still waits; it is lost when there is none.</summary>
    public void Give(Slot slot)
    {
        while (TryDequeue(out var call) && !call.TrySetResult(slot))
        {
            // Given up meanwhile: the slot goes to the next one.
        }
    }

    private bool TryDequeue([NotNullWhen(true)] out TaskCompletionSource<Slot>? call)
    {
        if (!_calls.TryDequeue(out call, out var place)) return false;
        if (place.Ticket.Fed) Fed--;
        return true;
    }
}
