namespace PushFunctions.Dev.Serve;

/// <summary>Announces each restart once, and none before all hosts serve: the line names only living processes.</summary>
internal sealed class Announcer(Func<bool> allServe, Action announce)
{
    private readonly Lock gate = new();
    private int waiting;

    public void Restarted()
    {
        lock (gate)
        {
            for (waiting++; waiting > 0 && allServe(); waiting--)
            {
                announce();
            }
        }
    }
}
