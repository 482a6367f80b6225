using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.ManyPreferences;

/// <summary><c>PUT /api/users/notifications</c>: sets the preferences of many users.</summary>
public sealed class PutManyNotificationsFunction(PutManyNotificationsHandler handler)
{
    [Function("PutManyNotifications")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "users/notifications")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
