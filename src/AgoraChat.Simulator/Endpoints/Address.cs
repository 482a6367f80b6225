namespace AgoraChat.Simulator;

/// <summary>Takes the address of a call apart: both forms have two segments before the path.</summary>
internal static class Address
{
    private const int BaseSegments = 2;

    /// <summary>The two forms, as route patterns.</summary>
    public static IReadOnlyList<string> Bases { get; } = ["/{org}/{app}", "/app-id/{appId}"];

    public static string Base(HttpRequest request)
    {
        var path = request.Path.Value!;
        return $"{request.Scheme}://{request.Host}{path[..(BaseEnd(path) - 1)]}";
    }

    public static string Path(HttpRequest request)
    {
        var path = request.Path.Value!;
        return path[BaseEnd(path)..];
    }

    private static int BaseEnd(string path)
    {
        var end = 1;
        for (var segment = 0; segment < BaseSegments; segment++)
            end = path.IndexOf('/', end) + 1;
        return end;
    }
}
