using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Sets mode or muting of one conversation.</summary>
public sealed class PutConversationHandler(PreferenceAddress address, PreferenceSetting setting, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string user, string kind, string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (target, problem) = address.Read(request, user, kind, id);
                return target is null
                    ? new ProblemResult(problem!)
                    : await setting.SetAsync(request, target, cancellationToken);
            },
            cancellationToken);
}
