using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Preferences;

/// <summary><c>PUT /api/users/{user}/notifications</c>: sets some of it.</summary>
public sealed class PutNotificationsFunction(PutNotificationsHandler handler)
{
    [Function("PutNotifications")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "users/{user}/notifications")]
        HttpRequest request,
        string user,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, user, cancellationToken);
}
