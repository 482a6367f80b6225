namespace PushFunctions.Settle;

/// <summary>A rule as settings name it: <c>Outcomes:Rules:0</c> and so on.</summary>
/// <remarks>Texts all of them, so that what cannot be read is told with its value.</remarks>
public sealed class OutcomeRuleOptions
{
    /// <summary>The far side's word for one user; without the two that are for calls.</summary>
    public string? Status { get; set; }

    /// <summary>What the far side says; with a <c>*</c> at its end, how that begins.</summary>
    public string? Description { get; set; }

    /// <summary>The status of a whole call, such as <c>503</c> or <c>5*</c>.</summary>
    public string? HttpStatus { get; set; }

    /// <summary>The error of a whole call.</summary>
    public string? Error { get; set; }

    /// <summary>What it becomes.</summary>
    public string? Becomes { get; set; }
}
