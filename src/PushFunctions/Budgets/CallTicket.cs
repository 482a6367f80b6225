namespace PushFunctions.Budgets;

/// <summary>A call that waits for its slot.</summary>
/// <param name="Urgency">0 goes first.</param>
/// <param name="Begun">Whether other calls of its parcel were made already: it goes before those not begun.</param>
/// <param name="Due">The older goes first.</param>
/// <param name="Fed">Whether a dispatcher counted it when it fed; false for singles and for further attempts.</param>
public sealed record CallTicket(int Urgency, bool Begun, DateTimeOffset Due, bool Fed) : IComparable<CallTicket>
{
    public int CompareTo(CallTicket? other)
    {
        if (other is null) return -1;
        var byUrgency = Urgency.CompareTo(other.Urgency);
        if (byUrgency != 0) return byUrgency;
        var byBegun = other.Begun.CompareTo(Begun);
        return byBegun != 0 ? byBegun : Due.CompareTo(other.Due);
    }
}
