using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>POST /api/audiences/{name}/commit</c>: has the uploaded list checked and used.</summary>
public sealed class CommitUploadFunction(CommitUploadHandler handler)
{
    [Function("CommitUpload")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "audiences/{name}/commit")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
