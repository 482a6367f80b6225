using System.Globalization;

namespace PushFunctions.Dev.Kills;

/// <summary>A host that was killed, and what became of its work.</summary>
internal sealed record HostKill
{
    public required int Host { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Parcels and turns that nobody touched until somebody took them over: those of the dead host.</summary>
    public required int Parts { get; init; }

    /// <summary>Its batches that were marked, by push.</summary>
    public required IReadOnlyList<MarkedBatch> Marked { get; init; }

    /// <summary>From the kill until the last of them was in a living host's hands; 0 when it held none.</summary>
    public required double SecondsToResume { get; init; }

    /// <summary>What nobody had resumed when it was given up.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Whether it tells anything: a host that held nothing left nothing behind.</summary>
    public bool HeldWork => Parts > 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"host {Host} is killed; it had {Parts} parts of work, {Marked.Count} batches marked; resumed after {SecondsToResume:0.0} s");
}

/// <summary>A batch of a push.</summary>
internal readonly record struct MarkedBatch(string PushId, int No);
