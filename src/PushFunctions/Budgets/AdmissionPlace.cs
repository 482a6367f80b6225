namespace PushFunctions.Budgets;

/// <summary>The place of one call among those that have begun; disposed of again, it stays given back.</summary>
/// <param name="admission">Who gave it; null: a call that needs none.</param>
public sealed class AdmissionPlace(Admission? admission) : IDisposable
{
    private Admission? _admission = admission;

    public void Dispose() => Interlocked.Exchange(ref _admission, null)?.Leave(1);
}
