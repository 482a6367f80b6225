namespace AgoraChat.Simulator;

/// <summary>All endpoints that are simulated.</summary>
internal static class EndpointTable
{
    public static IReadOnlyList<Endpoint> All { get; } = Named([
        .. PushEndpoints.All,
        .. TaskEndpoints.All,
        .. MessageEndpoints.All,
        .. StatisticsEndpoint.All,
        .. LabelEndpoints.All,
        .. MemberEndpoints.All,
        .. UserEndpoints.All,
        .. SettingsEndpoints.All,
        .. TokenEndpoints.All,
        .. TemplateEndpoints.All,
    ]);

    private static readonly Dictionary<string, Endpoint> ByName =
        All.ToDictionary(endpoint => endpoint.Name, StringComparer.Ordinal);

    public static Endpoint Find(string name) => ByName[name];

    private static List<Endpoint> Named(IReadOnlyList<Endpoint> endpoints)
    {
        var methods = endpoints.CountBy(endpoint => endpoint.Pattern).ToDictionary();
        return [.. endpoints.Select(endpoint => methods[endpoint.Pattern] == 1
            ? endpoint
            : endpoint with { Name = $"{endpoint.Method} {endpoint.Pattern}" })];
    }
}
