namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A service of one call: each call has its own.</summary>
public sealed class OneCall
{
    public Guid Id { get; } = Guid.NewGuid();
}
