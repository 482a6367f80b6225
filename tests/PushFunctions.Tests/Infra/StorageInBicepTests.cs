using PushFunctions.Storage;

namespace PushFunctions.Tests.Infra;

/// <summary>
/// Queues, tables and containers are named twice: in Names.cs, and in infra/modules/storage.bicep. A new one is
/// added to the list there that the failing test names; nothing else is to be done in Bicep.
/// </summary>
public sealed class StorageInBicepTests
{
    private const string File = "infra/modules/storage.bicep";
    private const string Queues = "Microsoft.Storage/storageAccounts/queueServices/queues";
    private const string Tables = "Microsoft.Storage/storageAccounts/tableServices/tables";
    private const string Containers = "Microsoft.Storage/storageAccounts/blobServices/containers";

    /// <summary>The container of the deployed package, which the app does not know.</summary>
    private const string Package = "<packageContainerName>";

    public static TheoryData<string, string> Kinds => new()
    {
        { Queues, "queueNames" }, { Tables, "tableNames" }, { Containers, "containerNames" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_the_app_uses_is_created(string type, string list) =>
        Assert.Empty(Differences(await BicepFile.ReadAsync(File), type, list, InCode(type)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_that_lacks_in_Bicep_is_named(string type, string list)
    {
        var lacking = (await BicepFile.ReadAsync(File)).Strings(list)[^1];

        var changed = await BicepFile.ChangedAsync(File, $"  '{lacking}'\n", "");

        Assert.Contains(
            $"'{lacking}' is in src/PushFunctions/Storage/Names.cs and not in {list} of {File}: add it there.",
            Differences(changed, type, list, InCode(type)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_that_lacks_in_the_code_is_named(string type, string list)
    {
        var file = await BicepFile.ReadAsync(File);
        var lacking = file.Strings(list)[0];

        Assert.Contains(
            $"'{lacking}' is in {list} of {File} and not in src/PushFunctions/Storage/Names.cs: remove it there.",
            Differences(file, type, list, InCode(type).Where(name => name != lacking)));
    }

    [Fact]
    public async Task The_account_takes_no_keys_and_shows_nothing_to_strangers()
    {
        var account = (await BicepFile.ReadAsync(File)).Resources
            .Single(resource => resource.Type == "Microsoft.Storage/storageAccounts").Body.At("properties");

        Assert.Equal("false", account.At("allowSharedKeyAccess").Text);
        Assert.Equal("false", account.At("allowBlobPublicAccess").Text);
        Assert.Equal("true", account.At("supportsHttpsTrafficOnly").Text);
        Assert.Equal("TLS1_2", account.At("minimumTlsVersion").Plain);
    }

    private static IReadOnlyList<string> InCode(string type) => type switch
    {
        Queues => [.. QueueNames.All, .. QueueNames.All.Select(name => name + QueueNames.PoisonSuffix)],
        Tables => TableNames.All,
        _ => ContainerNames.All,
    };

    private static IReadOnlyList<string> Differences(
        BicepFile file, string type, string list, IEnumerable<string> inCode)
    {
        var created = file.Names(type).Where(name => name != Package).ToList();
        return
        [
            .. inCode.Except(created).Select(name =>
                $"'{name}' is in src/PushFunctions/Storage/Names.cs and not in {list} of {File}: add it there."),
            .. created.Except(inCode).Select(name =>
                $"'{name}' is in {list} of {File} and not in src/PushFunctions/Storage/Names.cs: remove it there."),
        ];
    }
}
