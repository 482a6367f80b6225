using Microsoft.Extensions.Options;

namespace PushFunctions.Settle;

/// <summary>Rules that go before <see cref="DefaultOutcomes"/>. Bound from <c>Outcomes</c>, checked at start.</summary>
public sealed class OutcomeOptions
{
    public const string Section = "Outcomes";

    /// <summary>The rules, in the order of their numbers.</summary>
    public IReadOnlyList<OutcomeRule> Rules { get; set; } = [];

    /// <summary>What is wrong with those that cannot be used.</summary>
    internal IReadOnlyList<string> Problems { get; set; } = [];
}

/// <summary>Stops the start where a rule cannot be used.</summary>
internal sealed class OutcomeOptionsValidator : IValidateOptions<OutcomeOptions>
{
    public ValidateOptionsResult Validate(string? name, OutcomeOptions options) =>
        options.Problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Problems);
}
