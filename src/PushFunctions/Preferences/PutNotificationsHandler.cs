using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Sets some of what there is to set about a user's notifications.</summary>
public sealed class PutNotificationsHandler(PreferenceAddress address, PreferenceSetting setting, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string user, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (target, problem) = address.Read(request, user);
                return target is null
                    ? new ProblemResult(problem!)
                    : await setting.SetAsync(request, target, cancellationToken);
            },
            cancellationToken);
}
