using AgoraChat.Push;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Claims;

namespace PushFunctions.Deliver;

/// <summary>One client of the far side for each configured app; settings that cannot be used stop the start.</summary>
public sealed class FarSideApps : IHostedService
{
    /// <summary>Shorter than <see cref="AgoraChatConnections"/> keeps a connection that nobody uses.</summary>
    private static readonly TimeSpan ColdAfter = TimeSpan.FromSeconds(45);

    private readonly HttpMessageHandler _connections;
    private readonly Dictionary<string, App> _apps = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger<FarSideApps> _log;

    public FarSideApps(
        IConfiguration configuration, IOptions<DeliveryOptions> delivery, BudgetSettings budgets,
        FarSideConnections connections, TimeProvider time, ILogger<FarSideApps> log)
    {
        (_connections, _time, _log) = (connections.Handler, time, log);
        var problems = new List<string>();
        foreach (var section in configuration.GetSection(AppsSection.Name).GetChildren())
        {
            var options = new AgoraChatOptions();
            section.Bind(options);
            options.CallTimeout = delivery.Value.CallTimeout;
            // Each attempt takes a slot of its own,
            // but for a connection that failed while the slot could still be used.
            options.RepeatAfterUnauthorized = false;
            options.ReconnectWithin = BudgetNames.All.Min(
                budget => budgets.For(new(section.Key, budget)).Rate.Tolerance);
            var prefix = $"{AppsSection.Name}:{section.Key}:".Replace(":", "__", StringComparison.Ordinal);
            var found = options.FindProblems(prefix);
            problems.AddRange(found);
            if (found.Count > 0) continue;
            _apps.Add(section.Key, new(new(_connections, options, time), new(options.BaseUrl)));
        }

        if (problems.Count > 0)
            throw new OptionsValidationException(AppsSection.Name, typeof(AgoraChatOptions), problems);
    }

    /// <summary>The app's client; null when the settings no longer name the app.</summary>
    public AgoraChatPushClient? Find(string app)
    {
        if (!_apps.TryGetValue(app, out var found)) return null;
        found.Used(_time);
        return found.Client;
    }

    /// <summary>
    /// Opens a connection to each address and gets each app's token: the first call would come late otherwise.
    /// Without an app it starts too: a new deployment has a vault for its secret before it has the secret.
    /// </summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_apps.Count == 0) _log.NoApp();
        foreach (var app in _apps.Values) Warm(app);
        return Task.CompletedTask;
    }

    /// <summary>Opens a connection again where none was used for so long that it may be closed.</summary>
    public void Warm(string app)
    {
        if (_apps.TryGetValue(app, out var found) && found.IsCold(_time)) Warm(found);
    }

    /// <summary>
    /// Whether anything answers at the app's address, and its token can be had. It takes no slot, and tells nothing of
    /// whether calls are taken.
    /// </summary>
    /// <exception cref="HttpRequestException">Nothing answers.</exception>
    /// <exception cref="AgoraChatException">There is no token.</exception>
    public Task ReachAsync(string app, CancellationToken cancellationToken) =>
        ReachAsync(_apps[app], cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Warm(App app)
    {
        app.Used(_time);
        _ = WarmAsync(app);
    }

    private async Task ReachAsync(App app, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(_connections, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Address);
        using var answer = await http.SendAsync(request, cancellationToken);
        await app.Client.PrepareAsync(cancellationToken);
    }

    private async Task WarmAsync(App app)
    {
        try
        {
            await ReachAsync(app, CancellationToken.None);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or AgoraChatException)
        {
            _log.NotWarmed(exception, app.Address.Host);
        }
    }

    private sealed class App(AgoraChatPushClient client, Uri address)
    {
        private long _usedAt;

        public AgoraChatPushClient Client { get; } = client;

        public Uri Address { get; } = address;

        public bool IsCold(TimeProvider time) => time.GetElapsedTime(Volatile.Read(ref _usedAt)) > ColdAfter;

        public void Used(TimeProvider time) => Volatile.Write(ref _usedAt, time.GetTimestamp());
    }
}
