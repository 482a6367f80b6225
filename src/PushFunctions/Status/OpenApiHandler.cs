using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Gives the description of the API, as it was built into the app.</summary>
public sealed class OpenApiHandler(HttpAnswer answers)
{
    private readonly OpenApiResult _document = new(Read());

    public Task<IResult> HandleAsync(CancellationToken cancellationToken) =>
        answers.RunAsync(() => Task.FromResult<IResult>(_document), cancellationToken);

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiHandler).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The app was built without its openapi.json.");
        using var document = new MemoryStream();
        resource.CopyTo(document);
        return document.ToArray();
    }
}
