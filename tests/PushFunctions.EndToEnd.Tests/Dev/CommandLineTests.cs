using PushFunctions.Budgets;
using PushFunctions.Dev;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class CommandLineTests
{
    [Fact]
    public void Nothing_given_means_the_documented_ports_and_one_host()
    {
        var options = CommandLine.Parse("serve", []).ToStackOptions();

        Assert.Equal((7071, 7080, 10_000, 1), (options.Port, options.SimulatorPort, options.StoragePort, options.Instances));
        Assert.Null(options.DataFolder);
        Assert.Null(options.CallsPerMinute);
        Assert.Null(options.Key);
        Assert.False(options.Fresh);
    }

    [Fact]
    public void Takes_values_after_a_blank_and_after_an_equals_sign()
    {
        string[] arguments = ["--port", "8000", "--storage-port=9000", "--data", "a=b", "--fresh", "--key=k=", "--instances", "3"];

        var options = CommandLine.Parse("serve", arguments).ToStackOptions();

        Assert.Equal((8000, 9000, 3), (options.Port, options.StoragePort, options.Instances));
        Assert.Equal(("a=b", "k="), (options.DataFolder, options.Key));
        Assert.True(options.Fresh);
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "x")]
    [InlineData("--storage-port", "65534")]
    [InlineData("--instances", "0")]
    [InlineData("--calls-per-minute", "-1")]
    public void Names_the_option_and_the_value_that_is_out_of_its_range(string option, string value)
    {
        var line = CommandLine.Parse("run", [option, value]);

        var refused = Assert.Throws<UsageException>(line.ToStackOptions);

        Assert.StartsWith($"{option} {value}: it takes a whole number from 1 to ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--prot")]
    [InlineData("serve", "--once")]
    [InlineData("run", "--once=yes")]
    [InlineData("serve", "7071")]
    [InlineData("run", "--full")]
    [InlineData("serve", "--minutes=2")]
    [InlineData("bench", "--full=yes")]
    public void Refuses_an_option_that_the_command_does_not_have(string command, string argument)
    {
        var refused = Assert.Throws<UsageException>(() => CommandLine.Parse(command, [argument]));

        Assert.Contains(argument, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_has_two_hosts_on_free_ports_and_its_own_limit()
    {
        var line = CommandLine.Parse("bench", ["--full", "--minutes", "2.5", "--skew-ms=100"]);
        var options = line.ToBenchOptions(callsPerMinute: 600);

        Assert.Equal((0, 0, 0), (options.Port, options.SimulatorPort, options.StoragePort));
        Assert.Equal((2, 600), (options.Instances, options.CallsPerMinute));
        Assert.Equal((true, 2.5, TimeSpan.FromMilliseconds(100)), (line.Full, line.Minutes, options.ClockSkew));
    }

    [Fact]
    public void A_benchmark_of_faults_says_which_and_how_many()
    {
        var line = CommandLine.Parse("bench", ["--seed=7", "--plans", "30", "--kills=110", "--away", "60"]);

        Assert.Equal((7, 30, 110, 60), (line.Seed, line.Plans, line.Kills, line.SecondsAway));
    }

    [Theory]
    [InlineData("agoraFree", BudgetPreset.AgoraFree)]
    [InlineData("easemob", BudgetPreset.Easemob)]
    public void A_preset_takes_the_place_of_a_limit(string name, BudgetPreset preset)
    {
        var line = CommandLine.Parse("bench", ["--preset", name]);

        var options = line.ToBenchOptions(line.Preset!.Value);

        Assert.Equal((preset, null), (options.Preset!.Value, options.CallsPerMinute));
    }

    [Fact]
    public void A_preset_and_a_limit_are_refused()
    {
        var line = CommandLine.Parse("bench", ["--preset", "easemob", "--calls-per-minute", "600"]);

        Assert.Throws<UsageException>(() => line.ToBenchOptions(BudgetPreset.Easemob));
    }

    [Fact]
    public void Names_a_preset_that_has_no_limits_per_second()
    {
        var refused = Assert.Throws<UsageException>(() => CommandLine.Parse("bench", ["--preset=agora"]).Preset);

        Assert.Equal("--preset agora: it takes agoraFree or easemob.", refused.Message);
    }

    [Theory]
    [InlineData("0.3")]
    [InlineData("x")]
    public void Minutes_of_a_benchmark_are_a_number(string minutes)
    {
        var line = CommandLine.Parse("bench", ["--minutes", minutes]);

        var refused = Assert.Throws<UsageException>(() => line.Minutes);

        Assert.Equal($"--minutes {minutes}: it takes a number from 0.4 to 600.", refused.Message);
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("--port=")]
    public void Refuses_an_option_without_its_value(string argument) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse("serve", [argument]));
}
