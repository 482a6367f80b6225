using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What stops a host from starting.</summary>
public sealed class StartErrorTests
{
    [Fact]
    public async Task One_start_tells_everything_that_is_wrong()
    {
        var options = new LocalHostOptions
        {
            Types = [typeof(WrongFunctions)],
            HostJson = "/nowhere/host.json",
            HiddenTime = TimeSpan.Zero,
            Settings = new Dictionary<string, string?>
            {
                ["Keyless__queueServiceUri"] = "https://account.queue.core.windows.net",
                ["Broken"] = "not a connection string",
                ["AzureWebJobsStorage"] = "not one either",
                ["AzureFunctionsWebHost__hostid"] = "Upper",
                ["AzureFunctionsJobHost__singleton__listenerLockPeriod"] = "00:01:01",
                ["AzureFunctionsJobHost__singleton__listenerLockRecoveryPollingInterval"] = "00:00:14",
                ["AzureFunctionsJobHost__extensions__queues__batchSize"] = "33",
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "soon",
                ["AzureFunctionsJobHost__extensions__queues__messageEncoding"] = "hex",
            },
        };

        var refusal = await Assert.ThrowsAsync<LocalHostStartException>(
            () => LocalFunctionsHost.StartAsync(options, CancellationToken.None));

        string[] expected =
        [
            "'/nowhere/host.json'",
            "batchSize is '33'; allowed is a whole number from 1 to 32",
            "maxPollingInterval is 'soon'; allowed is a time from 00:00:00.1000000 to 7.00:00:00",
            "messageEncoding is 'hex'; allowed is base64 or none",
            "singleton.listenerLockPeriod is '00:01:01'; allowed is a time from 00:00:15 to 00:01:00",
            "singleton.listenerLockRecoveryPollingInterval is '00:00:14'; allowed is a time from 00:00:15 to 24.",
            "AzureFunctionsWebHost__hostid is 'Upper'",
            "Timers keep their locks in 'AzureWebJobsStorage', which is not a storage connection string",
            "is async void, so nobody knows when it ends",
            "Function 'BrokenQueue': the setting 'Broken' is not a storage connection string",
            "Function 'KeylessQueue': 'Keyless' names an account without a key",
            "Function 'NoTrigger' (PushFunctions.EndToEnd.Tests.LocalHost.WrongFunctions.NoTrigger) has 0 trigger",
            "Function 'NotInRoute': the local host cannot make the parameter 'c' of type System.String",
            "Function 'OddQueue' uses the setting 'Missing__Queue'",
            "Function 'OddQueue': the local host cannot make the parameter 'message' of type System.IO.Stream",
            "Function 'OddQueue' uses the setting 'Away', which is missing",
            "Function 'OddRoute' has the route 'a/{b', which is not valid",
            "Function 'OddTimer' has the schedule 'now and then'",
            "Two functions are named 'twice'",
            "The hidden time is 00:00:00; allowed is 00:00:01 to 7.00:00:00",
        ];
        Assert.All(expected, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, refusal.Errors.Count);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task Locks_of_timers_need_an_account_with_a_key()
    {
        var options = new LocalHostOptions
        {
            Types = [typeof(SecondTimer)],
            ConfigureServices = (services, _) => services.AddSingleton(new Ticks()),
            Settings = new Dictionary<string, string?> { ["AzureWebJobsStorage__accountName"] = "account" },
        };

        var refusal = await Assert.ThrowsAsync<LocalHostStartException>(
            () => LocalFunctionsHost.StartAsync(options, CancellationToken.None));

        Assert.StartsWith(
            "Timers keep their locks in 'AzureWebJobsStorage', which names an account without a key",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        using var log = new LogLines();
        var options = new LocalHostOptions { Port = port, ConfigureLogging = logging => logging.AddProvider(log) };
        var refusal = await Assert.ThrowsAsync<LocalHostStartException>(
            () => LocalFunctionsHost.StartAsync(options, CancellationToken.None));

        Assert.StartsWith($"Port {port} of 127.0.0.1 cannot be used", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, log.Count);
        Assert.Contains("--port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_singleton_that_takes_a_service_of_one_call_is_refused()
    {
        var options = new LocalHostOptions
        {
            ConfigureServices = (services, _) => services.AddScoped<OneCall>().AddSingleton<Keeper>(),
        };

        var refusal = await Assert.ThrowsAnyAsync<Exception>(
            () => LocalFunctionsHost.StartAsync(options, CancellationToken.None));

        Assert.Contains("scoped service", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Keeper(OneCall call)
    {
        public Guid Id { get; } = call.Id;
    }
}
