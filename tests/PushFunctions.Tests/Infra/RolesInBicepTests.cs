using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Infra;

/// <summary>The app has the roles that its clients need, on the one resource that each is for, and no others.</summary>
public sealed class RolesInBicepTests
{
    private const string File = "infra/modules/roles.bicep";
    private const string Assignments = "Microsoft.Authorization/roleAssignments";
    private const string App = "appPrincipalId";

    /// <summary>As Azure's list of built-in roles has them.</summary>
    private static readonly IReadOnlyDictionary<string, string> KnownIds = new Dictionary<string, string>
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageQueueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["keyVaultSecretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    };

    [Fact]
    public async Task The_app_may_do_what_it_does_and_nothing_else() =>
        Assert.Empty(Differences(await BicepFile.ReadAsync(File), Needed()));

    [Theory]
    [InlineData("appQueues", "storageQueueDataContributor on account")]
    [InlineData("appSecrets", "keyVaultSecretsUser on vault")]
    public async Task A_role_that_lacks_is_named(string symbol, string role)
    {
        var changed = await BicepFile.ChangedAsync(File, $"resource {symbol} '{Assignments}", "resource x 'Microsoft.Authorization/other");

        Assert.Equal([$"The app needs {role}, and {File} does not give it."], Differences(changed, Needed()));
    }

    [Fact]
    public async Task A_role_that_no_client_needs_is_named() => Assert.Equal(
        [$"{File} gives the app storageTableDataContributor on account, which nothing needs."],
        Differences(
            await BicepFile.ReadAsync(File), Needed().Where(role => role != "storageTableDataContributor on account")));

    [Fact]
    public async Task A_person_may_write_secrets_alone()
    {
        var roles = Given(await BicepFile.ReadAsync(File)).Where(role => role.To != App);

        Assert.Equal([("keyVaultSecretsOfficer on vault", "personId")], roles);
    }

    [Fact]
    public async Task The_ids_are_those_of_the_built_in_roles()
    {
        var ids = (await BicepFile.ReadAsync(File)).Value("roleIds").Properties;

        Assert.Equal(
            KnownIds.OrderBy(role => role.Key, StringComparer.Ordinal),
            ids.Select(role => KeyValuePair.Create(role.Key, role.Value.Plain)).OrderBy(role => role.Key, StringComparer.Ordinal));
    }

    /// <summary>Else a second deployment, or a second principal, would meet an assignment of the same name.</summary>
    [Fact]
    public async Task An_assignment_is_named_by_where_who_and_what()
    {
        var assignments = (await BicepFile.ReadAsync(File)).Resources.Where(resource => resource.Type == Assignments);

        Assert.All(assignments, assignment =>
        {
            var (scope, to, role) = Of(assignment);
            Assert.Equal($"guid({scope}.id, {to}, roleIds.{role})", assignment.Body.At("name").Text);
            Assert.Equal(
                to == App ? "ServicePrincipal" : "User", assignment.Body.At("properties", "principalType").Plain);
        });
    }

    private static IReadOnlyList<string> Needed() =>
    [
        .. typeof(StorageClients).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => RoleFor(property.PropertyType)).Distinct(),
        // Secrets come by reference, telemetry goes by the app's own identity.
        "keyVaultSecretsUser on vault",
        "monitoringMetricsPublisher on component",
    ];

    private static string RoleFor(Type client) =>
        client == typeof(TableClient) ? "storageTableDataContributor on account"
        : client == typeof(QueueClient) || client == typeof(IReadOnlyList<QueueClient>) ? "storageQueueDataContributor on account"
        : client == typeof(BlobContainerClient) ? "storageBlobDataOwner on account"
        : throw new InvalidOperationException($"Which role does {client} need? Say so here, and give it in {File}.");

    private static IReadOnlyList<string> Differences(BicepFile file, IEnumerable<string> needed)
    {
        var given = Given(file).Where(role => role.To == App).Select(role => role.What).ToList();
        return
        [
            .. needed.Except(given).Select(role => $"The app needs {role}, and {File} does not give it."),
            .. given.Except(needed).Select(role => $"{File} gives the app {role}, which nothing needs."),
        ];
    }

    private static IReadOnlyList<(string What, string To)> Given(BicepFile file) =>
    [
        .. file.Resources.Where(resource => resource.Type == Assignments).Select(Of)
            .Select(role => ($"{role.Role} on {role.Scope}", role.To)),
    ];

    private static (string Scope, string To, string Role) Of(BicepResource assignment)
    {
        var properties = assignment.Body.At("properties");
        var role = properties.At("roleDefinitionId").All.Single(node => node.Is("property_identifier")).Text;
        return (assignment.Body.At("scope").Text, properties.At("principalId").Text, role);
    }
}
