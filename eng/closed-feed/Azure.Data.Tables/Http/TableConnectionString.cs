namespace Azure.Data.Tables.Http;

/// <summary>Where the tables are and what opens them, read from a connection string.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential? Credential)
{
    private const string DevelopmentName = "devstoreaccount1";

    // Published by the emulator's makers; it opens nothing but an emulator.
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);

        if (settings.GetValueOrDefault("UseDevelopmentStorage") == "true")
        {
            var host = settings.GetValueOrDefault("DevelopmentStorageProxyUri") ?? "http://127.0.0.1";
            return new(
                new Uri($"{host.TrimEnd('/')}:10002/{DevelopmentName}"),
                new TableSharedKeyCredential(DevelopmentName, DevelopmentKey));
        }

        var name = settings.GetValueOrDefault("AccountName");
        var credential = name is not null && settings.TryGetValue("AccountKey", out var key)
            ? new TableSharedKeyCredential(name, key)
            : null;
        var sas = settings.GetValueOrDefault("SharedAccessSignature");
        if (credential is null && sas is null)
        {
            throw Incomplete("AccountName and AccountKey, or a SharedAccessSignature");
        }

        var endpoint = settings.GetValueOrDefault("TableEndpoint") ?? Default(settings, name);
        return new(credential is null ? WithQuery(endpoint, sas!) : new Uri(endpoint), credential);
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            settings[equals > 0 ? part[..equals] : throw new InvalidOperationException(
                "A storage connection string is made of Name=Value parts with ';' between them; one part has no '='.")]
                = part[(equals + 1)..];
        }

        return settings;
    }

    private static string Default(Dictionary<string, string> settings, string? name) =>
        name is not null && settings.TryGetValue("EndpointSuffix", out var suffix)
            ? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{name}.table.{suffix}"
            : throw Incomplete("TableEndpoint, or AccountName and EndpointSuffix");

    private static Uri WithQuery(string endpoint, string sas) => new UriBuilder(endpoint) { Query = sas }.Uri;

    private static ArgumentException Incomplete(string missing) =>
        new($"The storage connection string does not say where its tables are: it lacks {missing}.");
}
