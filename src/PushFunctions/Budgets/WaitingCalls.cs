using System.Diagnostics.CodeAnalysis;

namespace PushFunctions.Budgets;

/// <summary>The calls that wait for a slot, the most urgent first. Not thread-safe.</summary>
/// <param name="isGivenUp">Whether a call does not wait any more.</param>
/// <param name="give">Gives a call its slot; false: it was given up meanwhile.</param>
internal sealed class WaitingCalls<TCall>(Func<TCall, bool> isGivenUp, Func<TCall, Slot, bool> give)
    where TCall : notnull
{
    private readonly PriorityQueue<TCall, (CallTicket Ticket, long Order)> _calls = new();
    private long _order;

    /// <summary>Calls that wait; some of them may have been given up.</summary>
    public int Count => _calls.Count;

    /// <summary>Those of them that a dispatcher fed.</summary>
    public int Fed { get; private set; }

    public void Add(TCall call, CallTicket ticket)
    {
        _calls.Enqueue(call, (ticket, _order++));
        if (ticket.Fed) Fed++;
    }

    /// <summary>Lets those go that were given up and are first in line.</summary>
    public void DropGivenUp()
    {
        while (_calls.TryPeek(out var first, out _) && isGivenUp(first)) TryDequeue(out _);
    }

    /// <summary>Gives a slot to the first call that still waits; it is lost when there is none.</summary>
    public void Give(Slot slot)
    {
        while (TryDequeue(out var call) && !give(call, slot))
        {
            // Given up meanwhile: the slot goes to the next one.
        }
    }

    private bool TryDequeue([NotNullWhen(true)] out TCall? call)
    {
        if (!_calls.TryDequeue(out call, out var place)) return false;
        if (place.Ticket.Fed) Fed--;
        return true;
    }
}
