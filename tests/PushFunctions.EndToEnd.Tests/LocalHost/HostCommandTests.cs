using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.LocalHost;
using PushFunctions.LocalHost.CommandLine;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>The program around the host.</summary>
public sealed class HostCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly CancellationTokenSource _stop = new();
    private string? _limit;
    private TimeProvider? _time;

    [Fact]
    public async Task Says_in_one_line_where_it_is_and_ends_well_when_told_to()
    {
        var run = RunAsync([], "--port", "0");
        await Eventually.IsTrueAsync(() => _output.ToString().Length > 0);

        await _stop.CancelAsync();

        Assert.Equal(0, await run.WaitAsync(Eventually.Deadline));
        Assert.Matches(@"^host http://127\.0\.0\.1:\d+/api\r?\n$", _output.ToString());
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData(null, "5")]
    [InlineData("7", "7")]
    public async Task Takes_settings_from_the_file_and_rather_from_the_environment(string? variable, string expected)
    {
        await File.WriteAllTextAsync(_file, """{ "IsEncrypted": false, "Values": { "Limits__Most": "5" } }""");
        var environment = new Dictionary<string, string?>();
        if (variable is not null)
            environment["LIMITS__MOST"] = variable;

        var run = RunAsync(environment, "--port", "0", "--settings", _file);
        await Eventually.IsTrueAsync(() => _output.ToString().Length > 0);
        await _stop.CancelAsync();
        await run.WaitAsync(Eventually.Deadline);

        Assert.Equal(expected, _limit);
    }

    [Theory]
    [InlineData("{ \"Values\": { \"Limits__Most\": 5 } }", "'Limits__Most' is Number; every value must be a string")]
    [InlineData("{ \"IsEncrypted\": true, \"Values\": {} }", "it is encrypted")]
    [InlineData("{}", "it has no object 'Values'")]
    [InlineData("{", "it is not JSON")]
    [InlineData("{ \"Values\": { \"Limits__Most\": \"11\" } }", "The field Most must be between 1 and 10")]
    public async Task Says_in_one_line_what_is_wrong_with_the_settings(string text, string reason)
    {
        await File.WriteAllTextAsync(_file, text);

        Assert.Equal(1, await RunAsync([], "--port", "0", "--settings", _file));

        AssertOneError(reason);
    }

    [Theory]
    [InlineData("--port is 'x'; it needs a port from 0 to 65535", "--port", "x")]
    [InlineData("--port needs a port", "--port")]
    [InlineData("--hidden is 'long'", "--hidden", "long")]
    [InlineData("--clock-ahead is 'much'; it needs a time", "--clock-ahead", "much")]
    [InlineData("--key needs a value", "--key")]
    [InlineData("There is no option '--prot'", "--prot", "7071")]
    [InlineData("Settings file '/nowhere/s.json' cannot be used", "--settings", "/nowhere/s.json")]
    [InlineData("There is no file '/nowhere/host.json'", "--host-json", "/nowhere/host.json")]
    public async Task Says_in_one_line_what_is_wrong_with_the_command(string reason, params string[] args)
    {
        Assert.Equal(1, await RunAsync([], args));

        AssertOneError(reason);
    }

    [Theory]
    [InlineData("00:30:00", 30)]
    [InlineData("-00:30:00", -30)]
    public async Task Gives_the_app_a_clock_that_is_fast_or_slow(string ahead, int minutes)
    {
        var run = RunAsync([], "--port", "0", "--clock-ahead", ahead);
        await Eventually.IsTrueAsync(() => _output.ToString().Length > 0);
        await _stop.CancelAsync();
        await run.WaitAsync(Eventually.Deadline);

        var difference = _time!.GetUtcNow() - TimeProvider.System.GetUtcNow();
        Assert.Equal(minutes, Math.Round(difference.TotalMinutes));
    }

    public void Dispose()
    {
        File.Delete(_file);
        _output.Dispose();
        _errors.Dispose();
        _stop.Dispose();
    }

    private void AssertOneError(string reason)
    {
        Assert.StartsWith("error: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(reason, _errors.ToString(), StringComparison.Ordinal);
        Assert.Single(_errors.ToString().TrimEnd().Split('\n'));
        Assert.Empty(_output.ToString());
    }

    private Task<int> RunAsync(Dictionary<string, string?> environment, params string[] args)
    {
        var app = new LocalHostOptions { ConfigureServices = Configure };
        var command = new HostCommand(app, TextWriter.Synchronized(_output), TextWriter.Synchronized(_errors));
        return command.RunAsync(args, environment, _stop.Token);
    }

    private void Configure(IServiceCollection services, IConfiguration configuration)
    {
        _limit = configuration["Limits:Most"];
        _time = services.Select(service => service.ImplementationInstance).OfType<TimeProvider>().Last();
        services.AddOptions<Limits>()
            .Bind(configuration.GetSection("Limits"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    private sealed class Limits
    {
        [Range(1, 10)]
        public int Most { get; set; } = 1;
    }
}
