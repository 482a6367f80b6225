using System.Globalization;
using System.Text.Json.Nodes;

namespace PushFunctions.Dev.Chaos;

/// <summary>Something that goes wrong at a moment of a plan.</summary>
/// <param name="At">When it begins, counted from the beginning of the run.</param>
internal abstract record ChaosFault(TimeSpan At)
{
    /// <summary>When it is over.</summary>
    public virtual TimeSpan End => At;

    /// <summary>What happens, for people.</summary>
    public abstract string What { get; }

    public sealed override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds,5:0.0} s  {What}");

    private static string Lasting(TimeSpan length) =>
        string.Create(CultureInfo.InvariantCulture, $"for {length.TotalSeconds:0.0} s");

    /// <summary>A host is killed, as a crash would; it is started again after 2 s.</summary>
    public sealed record HostKilled(TimeSpan At, int Host) : ChaosFault(At)
    {
        public override string What => $"host {Host} is killed";
    }

    /// <summary>All processes of storage end, and are started again with their files.</summary>
    public sealed record StorageAway(TimeSpan At, TimeSpan Length) : ChaosFault(At)
    {
        public override TimeSpan End => At + Length;

        public override string What => $"storage is stopped {Lasting(Length)}";
    }

    /// <summary>The far side answers badly for a time.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Fault">The fault, as <c>POST /simulator/faults</c> takes it.</param>
    public sealed record FarSideIll(TimeSpan At, TimeSpan Length, JsonObject Fault) : ChaosFault(At)
    {
        public override TimeSpan End => At + Length;

        public override string What => $"the far side has {Fault.ToJsonString()} {Lasting(Length)}";
    }
}
