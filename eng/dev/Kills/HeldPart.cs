namespace PushFunctions.Dev.Kills;

/// <summary>A part of the work that some host had in hand when a host was killed.</summary>
/// <param name="Push">The push that it is of.</param>
internal abstract record HeldPart(string Push)
{
    /// <summary>A parcel that was claimed.</summary>
    /// <param name="Push">The push.</param>
    /// <param name="Partition">Where its ledger row lies.</param>
    /// <param name="Row">The row's key.</param>
    /// <param name="Attempt">Which pick-up it was.</param>
    /// <param name="Until">Until when its holder had it.</param>
    /// <param name="Marked">The batches whose calls may have been made, and whose users have no outcome.</param>
    public sealed record Parcel(
        string Push, string Partition, string Row, int Attempt, DateTimeOffset Until, IReadOnlyList<int> Marked)
        : HeldPart(Push)
    {
        public override string ToString() => $"push {Push}: {Row}, claimed until {Until:HH:mm:ss}, pick-up {Attempt}";
    }

    /// <summary>A parcel that was put, and that nobody had claimed: its message may have been in a host's hands.</summary>
    public sealed record Message(string Push, string Partition, string Row) : HeldPart(Push)
    {
        public override string ToString() => $"push {Push}: {Row}, put and not claimed";
    }

    /// <summary>The dispatcher's turn of a push, which was due.</summary>
    public sealed record Step(string Push, int Number) : HeldPart(Push)
    {
        public override string ToString() => $"push {Push}: step {Number}";
    }
}
