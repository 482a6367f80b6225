using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Preferences;

/// <summary><c>GET /api/users/{user}/conversations/{kind}/{id}</c>: what is set about one conversation.</summary>
public sealed class GetConversationFunction(GetConversationHandler handler)
{
    [Function("GetConversation")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "users/{user}/conversations/{kind}/{id}")]
        HttpRequest request,
        string user,
        string kind,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, user, kind, id, cancellationToken);
}
