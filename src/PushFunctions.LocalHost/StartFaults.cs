using Microsoft.Extensions.Options;

namespace PushFunctions.LocalHost;

/// <summary>Tells what the user can mend from what is a bug, which shows its trace.</summary>
internal static class StartFaults
{
    /// <returns>What is to be mended, a sentence each; null: it is a bug.</returns>
    public static IReadOnlyList<string>? Of(Exception exception) => exception switch
    {
        LocalHostStartException start => start.Errors,
        OptionsValidationException options => [.. options.Failures],
        AggregateException { InnerExceptions: var all } when all.All(one => one is OptionsValidationException) =>
            [.. all.Cast<OptionsValidationException>().SelectMany(one => one.Failures)],
        // What the binder says of a value that is no number, time or address; it names the setting.
        InvalidOperationException { InnerException: { } why } unreadable
            when unreadable.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) =>
            [$"{unreadable.Message} {why.Message}"],
        _ => null,
    };
}
