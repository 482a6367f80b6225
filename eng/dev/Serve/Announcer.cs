namespace PushFunctions.Dev.Serve;

/// <summary>Announces each restart once, and none before all hosts serve: the line names only living processes.</summary>
internal sealed class Announcer(Func<bool> allServe, Action announce)
{
    private readonly Lock _gate = new();
    private int _waiting;

    public void Restarted()
    {
        lock (_gate)
        {
            for (_waiting++; _waiting > 0 && allServe(); _waiting--)
            {
                announce();
            }
        }
    }
}
