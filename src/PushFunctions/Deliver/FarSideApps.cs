using AgoraChat.Push;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Claims;

namespace PushFunctions.Deliver;

/// <summary>One client of the far side for each configured app; settings that cannot be used stop the start.</summary>
public sealed class FarSideApps : IHostedService, IDisposable
{
    private const string Section = "Agora:Apps";

    private readonly SocketsHttpHandler _connections = AgoraChatConnections.Create();
    private readonly Dictionary<string, AgoraChatPushClient> _clients = new(StringComparer.Ordinal);
    private readonly List<Uri> _addresses = [];
    private readonly ILogger<FarSideApps> _log;

    public FarSideApps(
        IConfiguration configuration, IOptions<DeliveryOptions> delivery, BudgetSettings budgets,
        TimeProvider time, ILogger<FarSideApps> log)
    {
        _log = log;
        var problems = new List<string>();
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            var options = new AgoraChatOptions();
            section.Bind(options);
            options.CallTimeout = delivery.Value.CallTimeout;
            // Each attempt takes a slot of its own,
            // but for a connection that failed while the slot could still be used.
            options.RepeatAfterUnauthorized = false;
            options.ReconnectWithin = BudgetNames.All.Min(
                budget => budgets.For(new(section.Key, budget)).Rate.Tolerance);
            var found = options.FindProblems($"{Section}:{section.Key}:".Replace(":", "__", StringComparison.Ordinal));
            problems.AddRange(found);
            if (found.Count > 0) continue;
            _clients.Add(section.Key, new(_connections, options, time));
            _addresses.Add(new(options.BaseUrl));
        }

        if (_clients.Count == 0 && problems.Count == 0)
        {
            problems.Add(
                "No app is configured. Set Agora__Apps__default__BaseUrl and the others that "
                + "local.settings.example.json shows.");
        }

        if (problems.Count > 0) throw new OptionsValidationException(Section, typeof(AgoraChatOptions), problems);
    }

    /// <summary>The app's client; null when the settings no longer name the app.</summary>
    public AgoraChatPushClient? Find(string app) => _clients.GetValueOrDefault(app);

    /// <summary>Opens a connection to each address: the first call of a process would come late otherwise.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = WarmAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _connections.Dispose();

    private async Task WarmAsync()
    {
        using var http = new HttpMessageInvoker(_connections, disposeHandler: false);
        foreach (var address in _addresses.Distinct())
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                using var answer = await http.SendAsync(request, CancellationToken.None);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                _log.NotReachedAtStart(exception, address.Host);
            }
        }
    }
}
