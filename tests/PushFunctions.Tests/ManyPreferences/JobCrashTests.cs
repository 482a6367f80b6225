using Azure;
using PushFunctions.ManyPreferences;
using PushFunctions.Storage;
using PushFunctions.Tests.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

/// <summary>A process that dies at any of its operations on storage: every line is set, and counted once.</summary>
public sealed class JobCrashTests
{
    private const int Lines = 520;

    /// <summary>More than there are operations: the last die of nothing.</summary>
    public static TheoryData<int, bool> Deaths
    {
        get
        {
            var deaths = new TheoryData<int, bool>();
            for (var death = 1; death <= 24; death++)
            {
                deaths.Add(death, true);
                deaths.Add(death, false);
            }

            return deaths;
        }
    }

    /// <param name="death">At which operation.</param>
    /// <param name="isDone">Whether the operation is done, and only its answer is lost.</param>
    [Theory]
    [MemberData(nameof(Deaths))]
    public void All_lines_are_set_and_at_most_a_part_is_called_again(int death, bool isDone)
    {
        using var bed = new PreferenceBed(("Retry__Jitter", "0"));
        var id = "";
        var operations = 0;
        bed.Run(async () =>
        {
            id = await bed.BeginAsync(
                [.. PreferenceBed.Lines(Lines - 1, "\"language\":\"de\""), """{"user":"nobody","mode":"none"}"""]);
            bed.FarSide.Answer = (_, users) => users.Contains("nobody") ? PreferenceFarSide.UnknownUser : null;
            if (isDone) bed.Table.After = _ => Die(++operations == death);
            else bed.Table.Before = _ => Die(++operations == death);
            await TryAsync(bed.DrainAsync);
            (bed.Table.Before, bed.Table.After) = (null, null);
            for (var minute = 0; minute < 3; minute++)
            {
                await Task.Delay(TimeSpan.FromMinutes(3), bed.Time, CancellationToken.None);
                await bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
                await bed.DrainAsync();
            }
        });

        var view = bed.View(id);
        Assert.Equal(("finished", new JobCounts(0, Lines - 1, 0, 1, 0)), (view.State, view.Counts));
        Assert.Equal("nobody", Assert.Single(bed.Failures(id)).User);
        Assert.InRange(bed.FarSide.Calls.Count, Lines, Lines + PartSpan.MostLines);
        Assert.Empty(bed.Lists.Names);
        Assert.Null(bed.Table.Find<PreferenceIndexRow>(PreferenceIndexRow.Open, id));
    }

    private static void Die(bool isNow)
    {
        if (isNow) throw MemoryTable.Failure(400);
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RequestFailedException)
        {
            // The message it held is lost with it, or comes again when nothing is left to do.
        }
    }
}
