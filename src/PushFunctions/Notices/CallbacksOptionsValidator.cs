using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Egress;

namespace PushFunctions.Notices;

/// <summary>Checks the callbacks at start; a word that is not known is refused.</summary>
public sealed class CallbacksOptionsValidator(
    IConfiguration configuration, KnownApps apps, IOptions<CallbackDeliveryOptions> delivery)
    : IValidateOptions<CallbacksOptions>
{
    public ValidateOptionsResult Validate(string? name, CallbacksOptions options)
    {
        var problems = configuration.GetSection(CallbacksOptions.Section).GetChildren()
            .SelectMany(callback => SettingWords.FindProblems(callback, typeof(CallbackOptions)))
            .ToList();
        if (options.Named.Count == 0 || Rules() is not { } rules) return Result(problems);
        foreach (var (callback, settings) in options.Named)
        {
            // That there is no app at all is said elsewhere, and better.
            var reader = new CallbackReader(
                callback, settings, app => apps.Names.Count == 0 || apps.Contains(app), rules);
            reader.Read();
            problems.AddRange(reader.Problems);
        }

        return Result(problems);
    }

    private static ValidateOptionsResult Result(List<string> problems) =>
        problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

    /// <summary>Null when they cannot be used, which is said once, where they are checked.</summary>
    private EgressRules? Rules()
    {
        try
        {
            return delivery.Value.ToRules();
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
