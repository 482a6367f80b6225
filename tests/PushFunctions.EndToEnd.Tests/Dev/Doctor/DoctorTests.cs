using System.Net;
using System.Net.Sockets;
using PushFunctions.Dev.Doctor;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class DoctorTests : IDisposable
{
    private static readonly DateTimeOffset Built = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_port_in_use_is_named_with_its_holder_and_the_option()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var found = PortCheck.Look(new() { Port = port, Instances = 1 }, _ => "azurite (process 7)").ToList();

        Assert.Equal(
            [new Finding(
                FindingLevel.Warn,
                $"port {port}, for host 0, is in use by azurite (process 7): end it, or choose another port with --port N.")],
            found);
    }

    [Fact]
    public void Free_ports_are_named_in_one_line() => Assert.Matches(
        "^ok    ports [0-9]+ are free$",
        Assert.Single(PortCheck.Look(new() { Port = Ports.Free(1)[0], Instances = 1 }, _ => null)).ToString());

    [Fact]
    public void Who_listens_is_found_where_the_system_tells()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var holder = PortHolders.Find(((IPEndPoint)other.LocalEndpoint).Port);

        Assert.EndsWith($"(process {Environment.ProcessId})", holder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_can_be_used()
    {
        var found = Assert.Single(await LookAsync(RepositoryRoot.Below("local.settings.example.json")));

        Assert.True(found.Level == FindingLevel.Ok, found.ToString());
    }

    [Theory]
    [InlineData("Accept__MaxOpenPushes", "0", FindingLevel.Fail, "The setting Accept__MaxOpenPushes is '0'.")]
    [InlineData("Accept__MaxOpenPushes", "many", FindingLevel.Fail, "Accept__MaxOpenPushes")]
    [InlineData("WatchdogSchedule", "sometimes", FindingLevel.Fail, "WatchdogSchedule")]
    [InlineData("WatchdogSchedule", "", FindingLevel.Fail, "set WatchdogSchedule")]
    [InlineData("Agora__Apps__default__AppId", "17", FindingLevel.Fail, "Agora__Apps__default__AppId")]
    [InlineData("Budgets__PushSingle__CallsPerMinute", "-1", FindingLevel.Fail, "Budgets__PushSingle__CallsPerMinute")]
    [InlineData("Acept__MaxOpenPushes", "1", FindingLevel.Warn, "nothing reads the setting Acept__MaxOpenPushes")]
    public async Task A_setting_that_is_wrong_is_named(string name, string value, object level, string words)
    {
        var example = File.ReadAllLines(RepositoryRoot.Below("local.settings.example.json"))
            .Where(line => !line.Contains($"\"{name}\"", StringComparison.Ordinal))
            .Select(line => line.Replace("\"Values\": {", $"\"Values\": {{ \"{name}\": \"{value}\",", StringComparison.Ordinal));
        File.WriteAllLines(_folder.File("local.settings.json"), example);

        var found = Assert.Single(await LookAsync(_folder.File("local.settings.json")));

        Assert.Equal(level, found.Level);
        Assert.Contains(words, found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_named()
    {
        File.WriteAllText(_folder.File("local.settings.json"), "{");

        var found = Assert.Single(await LookAsync(_folder.File("local.settings.json")));

        Assert.Equal(FindingLevel.Fail, found.Level);
        Assert.Contains("it is not JSON", found.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agora__Apps__shop__Budgets__PushSingle__CallsPerMinute", true)]
    [InlineData("Retry__Delays__17", true)]
    [InlineData("Callbacks:backend:Secrets:1", true)]
    [InlineData("FUNCTIONS_WORKER_RUNTIME", true)]
    [InlineData("Retry__Delays", false)]
    [InlineData("Storage__tableServiceUrl", false)]
    public void A_setting_is_known_by_the_readmes_table(string name, bool isKnown) =>
        Assert.Equal(isKnown, KnownSettings.Contains(name));

    [Theory]
    [InlineData(100, FindingLevel.Fail)]
    [InlineData(1_000, FindingLevel.Warn)]
    [InlineData(10_000, FindingLevel.Ok)]
    public void A_disk_that_is_nearly_full_is_said(long megabytes, object level) =>
        Assert.Equal(level, MachineCheck.Disk(megabytes << 20).Level);

    [Theory]
    [InlineData(-1, FindingLevel.Warn)]
    [InlineData(1, FindingLevel.Ok)]
    public void A_clock_before_the_build_is_wrong(int minutes, object level) =>
        Assert.Equal(level, MachineCheck.Clock(Built.AddMinutes(minutes), Built).Level);

    private static Task<IReadOnlyList<Finding>> LookAsync(string file) =>
        SettingsCheck.LookAsync(file, new Dictionary<string, string?>());
}
