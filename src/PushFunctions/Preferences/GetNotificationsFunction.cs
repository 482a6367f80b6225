using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Preferences;

/// <summary><c>GET /api/users/{user}/notifications</c>: what is set about a user's notifications.</summary>
public sealed class GetNotificationsFunction(GetNotificationsHandler handler)
{
    [Function("GetNotifications")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "users/{user}/notifications")]
        HttpRequest request,
        string user,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, user, cancellationToken);
}
