namespace PushFunctions.LocalHost;

/// <summary>Looks a storage account up under the names that the platform gives to a connection.</summary>
internal sealed class ConnectionSettings(IConfiguration settings)
{
    /// <summary>The host's own account.</summary>
    public const string Host = "AzureWebJobsStorage";

    /// <returns>The connection string, or null when none is set.</returns>
    public string? TextOf(string connection) =>
        FirstOf(connection, $"AzureWebJobs{connection}", $"ConnectionStrings:{connection}");

    /// <summary>Whether it names an account that one signs in to without a key.</summary>
    /// <param name="connection">The connection, a section written with a colon.</param>
    /// <param name="service"><c>blob</c> or <c>queue</c>.</param>
    public bool IsKeyless(string connection, string service) => FirstOf(
        $"{connection}:{service}ServiceUri", $"{connection}:serviceUri", $"{connection}:accountName") is not null;

    private string? FirstOf(params string[] names) =>
        names.Select(name => settings[name]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
