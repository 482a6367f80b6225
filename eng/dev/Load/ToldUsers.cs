namespace PushFunctions.Dev.Load;

/// <summary>Whether everyone was told, and told once.</summary>
/// <param name="Users">All of them.</param>
/// <param name="Accepted">By the bridge's ledger, over all pushes.</param>
/// <param name="Sent">By the far side: pushes to users.</param>
/// <param name="Distinct">By the far side: users who were sent one.</param>
/// <param name="Twice">By the far side: users who were sent more than one.</param>
internal sealed record ToldUsers(int Users, int Accepted, long Sent, int Distinct, int Twice)
{
    public IEnumerable<Figure> Figures() =>
    [
        Figure.Exactly("users accepted, by the ledger", Accepted, Users),
        Figure.Exactly("users sent, by the far side", Sent, Users),
        Figure.Exactly("different users", Distinct, Users),
        Figure.Exactly("users sent more than once", Twice, 0),
    ];
}
