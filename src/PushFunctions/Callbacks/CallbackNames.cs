using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Egress;
using PushFunctions.Notices;

namespace PushFunctions.Callbacks;

/// <summary>
/// Looks at start where the names in callbacks' addresses lead. One that leads only where nothing may be called stops
/// the start; one that nobody answers for does not, since that may be over in a moment.
/// </summary>
public sealed class CallbackNames(
    CallbackBook book, EgressRules rules, NameLookup lookup, TimeProvider time, ILogger<CallbackNames> log)
    : IHostedService
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(book.All
            .Where(callback => EgressUrl.AddressOf(callback.Url.Host) is null)
            .Select(callback => FindProblemAsync(callback, cancellationToken)));
        var problems = found.OfType<string>().ToList();
        if (problems.Count > 0)
            throw new OptionsValidationException(CallbacksOptions.Section, typeof(CallbacksOptions), problems);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> FindProblemAsync(Callback callback, CancellationToken cancellationToken)
    {
        var host = callback.Url.Host;
        using var timeout = new CancellationTokenSource(AtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        IPAddress[] addresses;
        try
        {
            addresses = await lookup(host, either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception)
            when (exception is SocketException or ArgumentException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            log.NotResolved(exception, callback.Name, host);
            return null;
        }

        var refused = addresses.Select(rules.WhyRefused).ToList();
        return refused.Count == 0 || refused.Contains(null)
            ? null
            : $"Callbacks__{callback.Name}__Url leads to {host}: {string.Join("; ", refused)}. {rules.Allowed}";
    }
}
