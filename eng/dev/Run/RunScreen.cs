using Spectre.Console;

namespace PushFunctions.Dev.Run;

/// <summary>Shows the demonstration: live on a terminal, as plain lines elsewhere.</summary>
internal sealed class RunScreen(IAnsiConsole console)
{
    private static readonly string[] Outcomes =
        ["accepted", "failed", "dead", "expired", "cancelled", "unknown", "retrying", "pending"];

    private bool IsLive => console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;

    /// <summary>The screen of this process: without a terminal no control sequences, whatever <c>TERM</c> says.</summary>
    public static RunScreen OfThisProcess() => new(
        Console.IsOutputRedirected
            ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No })
            : AnsiConsole.Console);

    /// <summary>Shows a line as it is: addresses and ids are not broken at the screen's edge.</summary>
    public void Say(string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>Shows each status as it comes, and returns the last.</summary>
    public async Task<PushStatus> ShowAsync(int targets, IAsyncEnumerable<PushStatus> statuses) =>
        IsLive
            ? await console.Progress().StartAsync(progress => FillAsync(progress.AddTask("users", maxValue: targets), statuses))
            : await ListAsync(statuses);

    /// <summary>The users by outcome.</summary>
    public void ShowOutcomes(PushStatus status)
    {
        var table = new Table().AddColumn("outcome").AddColumn(new TableColumn("users").RightAligned());
        foreach (var outcome in Outcomes.Where(outcome => status.Count(outcome) > 0))
        {
            table.AddRow(outcome, $"{status.Count(outcome):n0}");
        }

        table.AddRow("in all", $"{status.Targets:n0}");
        console.Write(table);
    }

    private static async Task<PushStatus> FillAsync(ProgressTask bar, IAsyncEnumerable<PushStatus> statuses)
    {
        PushStatus? last = null;
        await foreach (var status in statuses)
        {
            last = status;
            bar.Value = status.Settled;
            bar.Description = Markup.Escape(Sentence(status));
        }

        return last ?? throw new InvalidOperationException("A push was followed without a status.");
    }

    private async Task<PushStatus> ListAsync(IAsyncEnumerable<PushStatus> statuses)
    {
        PushStatus? last = null;
        await foreach (var status in statuses)
        {
            last = status;
            Say("  " + Sentence(status));
        }

        return last ?? throw new InvalidOperationException("A push was followed without a status.");
    }

    private static string Sentence(PushStatus status) =>
        $"{status.State}: " + string.Join(
            ", ", Outcomes.Where(outcome => status.Count(outcome) > 0).Select(outcome => $"{status.Count(outcome)} {outcome}"));
}
