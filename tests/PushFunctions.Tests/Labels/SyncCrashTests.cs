using Azure;

namespace PushFunctions.Tests.Labels;

/// <summary>A process that dies at any of its operations, and messages that come twice.</summary>
public sealed class SyncCrashTests
{
    [Theory]
    [InlineData(130)]
    [InlineData(630)]
    public void Wherever_a_sync_dies_both_sides_are_equal_in_the_end(int added)
    {
        var deaths = 0;
        while (DiesAndIsHealed(deaths, added)) deaths++;
        Assert.InRange(deaths, 12, 200);
    }

    [Fact]
    public void Wherever_a_reconcile_dies_both_sides_are_equal_in_the_end()
    {
        var deaths = 0;
        while (ReconcileDiesAndIsHealed(deaths)) deaths++;
        Assert.InRange(deaths, 8, 200);
    }

    /// <returns>Whether it has died.</returns>
    private static bool DiesAndIsHealed(int after, int added)
    {
        using var bed = new LabelBed();
        bed.Want("vip", LabelBed.Users(250));
        bed.Sync();
        bed.Unwant("vip", LabelBed.Users(120));
        bed.Want("vip", LabelBed.Users(added, "new"));

        var isDead = DieAfter(bed, after, bed.Sync);
        // Some of those who were just added, or removed, or neither, change their minds.
        bed.Time.Advance(TimeSpan.FromSeconds(1));
        bed.Unwant("vip", LabelBed.Users(added, "new").Take(10));
        bed.Unwant("vip", LabelBed.Users(added, "new").TakeLast(10));
        bed.Want("vip", LabelBed.Users(30));

        IReadOnlyList<string> wanted =
        [
            .. LabelBed.Users(added, "new").Skip(10).SkipLast(10), .. LabelBed.Users(30),
            .. LabelBed.Users(250).Skip(120),
        ];
        AssertHealed(bed, wanted, $"death {after}");
        return isDead;
    }

    private static bool ReconcileDiesAndIsHealed(int after)
    {
        using var bed = new LabelBed();
        bed.Want("vip", LabelBed.Users(250));
        bed.Sync();
        bed.FarSide.Labels["vip"].RemoveRange(10, 5);
        bed.FarSide.Labels["vip"].Add("stranger");

        var isDead = DieAfter(bed, after, () => bed.Reconcile());

        bed.Time.Advance(TimeSpan.FromMinutes(4));
        bed.Reconcile();
        AssertHealed(bed, LabelBed.Users(250), $"death {after}");
        return isDead;
    }

    /// <summary>Lets the work die after so many operations: all that it asks of storage fails from there on.</summary>
    private static bool DieAfter(LabelBed bed, int operations, Action work)
    {
        var isDead = false;
        MemoryTable[] tables = [bed.Labels, bed.Applied, bed.Members];
        foreach (var table in tables) table.Before = table.After = _ => Operate();
        bed.Changes.Before = Operate;
        try
        {
            work();
        }
        catch (RequestFailedException)
        {
            // It has died.
        }

        foreach (var table in tables) table.Before = table.After = null;
        bed.Changes.Before = null;
        return isDead;

        void Operate()
        {
            isDead |= operations-- == 0;
            if (isDead) throw MemoryTable.Failure(500);
        }
    }

    /// <summary>Every message comes once more, and the timer fires when leases are over.</summary>
    private static void AssertHealed(LabelBed bed, IReadOnlyList<string> wanted, string where)
    {
        foreach (var put in bed.Changes.Puts.ToList()) bed.Run(() => bed.HandleAsync(put));
        bed.Run(bed.DrainAsync);
        bed.Time.Advance(TimeSpan.FromMinutes(4));
        bed.Sync();
        Assert.True(wanted.SequenceEqual(bed.FarSide.MembersOf("vip")), $"The far side differs after {where}.");
        Assert.True(wanted.SequenceEqual(bed.KnownOf("vip")), $"What is known differs after {where}.");
        Assert.Equal((wanted.Count, wanted.Count, 0), (
            bed.Row("vip").DesiredCount, bed.Row("vip").AppliedCount, bed.Row("vip").PendingCount));
    }
}
