using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Preferences;

/// <summary><c>PUT /api/users/{user}/conversations/{kind}/{id}</c>: sets mode or muting of one conversation.</summary>
public sealed class PutConversationFunction(PutConversationHandler handler)
{
    [Function("PutConversation")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "users/{user}/conversations/{kind}/{id}")]
        HttpRequest request,
        string user,
        string kind,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, user, kind, id, cancellationToken);
}
