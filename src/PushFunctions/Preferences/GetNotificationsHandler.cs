using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Shows what is set about a user's notifications.</summary>
public sealed class GetNotificationsHandler(PreferenceAddress address, PreferenceShowing showing, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string user, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (target, problem) = address.Read(request, user);
                return target is null
                    ? new ProblemResult(problem!)
                    : await showing.ShowAsync(target, cancellationToken);
            },
            cancellationToken);
}
