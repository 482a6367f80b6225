using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>POST /api/audiences/{name}/uploads</c>: an address to upload a large list to.</summary>
public sealed class OpenUploadFunction(OpenUploadHandler handler)
{
    [Function("OpenUpload")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "audiences/{name}/uploads")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
