namespace AgoraChat.Push.Tests;

/// <summary>How one example is proven; each has exactly one case.</summary>
/// <param name="Name">The example's file.</param>
internal abstract record FixtureCase(string Name)
{
    public abstract Task ProveAsync(Fixture fixture);
}
