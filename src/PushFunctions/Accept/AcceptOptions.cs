using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Accept;

/// <summary>The door. Bound from <c>Accept</c>, checked at start.</summary>
public sealed class AcceptOptions
{
    public const string Section = "Accept";

    /// <summary>Most pushes that may be open at once; beyond them events are answered 503. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxOpenPushes { get; set; } = 50_000;
}
