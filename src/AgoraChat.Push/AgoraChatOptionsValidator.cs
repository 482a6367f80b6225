using Microsoft.Extensions.Options;

namespace AgoraChat.Push;

/// <summary>Stops the start when the options cannot be used.</summary>
internal sealed class AgoraChatOptionsValidator : IValidateOptions<AgoraChatOptions>
{
    public ValidateOptionsResult Validate(string? name, AgoraChatOptions options) =>
        options.FindProblems() is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems)
            : ValidateOptionsResult.Success;
}
