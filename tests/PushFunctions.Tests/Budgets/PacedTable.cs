using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The rows of a <see cref="PacingRun"/>, and what each host last saw of them.</summary>
internal sealed class PacedTable(PacingCase pacing)
{
    /// <summary>The budgets' rows and, last, the total's.</summary>
    private readonly List<(BudgetRow Row, int Version)> _rows =
        [.. Enumerable.Repeat(0, pacing.Budgets.Count + 1).Select(_ => (new BudgetRow(), 0))];

    private int Total => _rows.Count - 1;

    /// <summary>What a host reads of a budget.</summary>
    public PacedView Read(int budget) => new(_rows[budget].Row, _rows[budget].Version, _rows[Total].Row, _rows[Total].Version);

    /// <summary>A budget as a host sees it, to be changed.</summary>
    public Budget Open(int budget, PacedView view) => new(
        view.Row.Copy(), pacing.Budgets[budget],
        pacing.Total is null ? null : new(view.Total.Copy(), pacing.Total));

    /// <returns>What the host has seen afterwards; null: somebody was faster.</returns>
    public PacedView? TryWrite(int budget, PacedView seen, Budget changed)
    {
        if (_rows[budget].Version != seen.Version) return null;
        if (changed.Total is not null && _rows[Total].Version != seen.TotalVersion) return null;
        _rows[budget] = (changed.Row, seen.Version + 1);
        if (changed.Total is { } total) _rows[Total] = (total.Row, seen.TotalVersion + 1);
        return Read(budget);
    }
}

/// <summary>Rows with their versions.</summary>
internal sealed record PacedView(BudgetRow Row, int Version, BudgetRow Total, int TotalVersion);
