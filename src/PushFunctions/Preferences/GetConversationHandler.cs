using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Shows what is set about one conversation.</summary>
public sealed class GetConversationHandler(PreferenceAddress address, PreferenceShowing showing, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string user, string kind, string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (target, problem) = address.Read(request, user, kind, id);
                return target is null
                    ? new ProblemResult(problem!)
                    : await showing.ShowConversationAsync(target, cancellationToken);
            },
            cancellationToken);
}
