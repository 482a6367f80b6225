using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;

namespace PushFunctions.Hooks;

/// <summary>The sources of the settings. Settings that change while the app runs are used at once.</summary>
public sealed class HookSources(IOptionsMonitor<HooksOptions> options, KnownApps apps, ILogger<HookSources> log)
{
    private readonly Lock _lock = new();
    private HooksOptions? _from;
    private string? _lastSlip;
    private IReadOnlyDictionary<string, HookSource> _sources = new Dictionary<string, HookSource>();

    /// <summary>A source by its name, letter by letter.</summary>
    public HookSource? Find(string name)
    {
        lock (_lock)
        {
            if (Current() is { } now && now != _from)
            {
                _sources = now.Sources.ToDictionary(
                    source => source.Key,
                    source => new HookSourceReader(source.Key, source.Value, apps.Contains).Read(),
                    StringComparer.Ordinal);
                _from = now;
            }

            return _sources.GetValueOrDefault(name);
        }
    }

    private HooksOptions? Current()
    {
        try
        {
            return options.CurrentValue;
        }
        catch (Exception exception)
            when (_from is not null && exception is (OptionsValidationException or InvalidOperationException))
        {
            // They were good at start; a slip in a later change must not turn senders away.
            if (exception.Message != _lastSlip) log.ChangeNotUsed(exception.Message);
            _lastSlip = exception.Message;
            return null;
        }
    }
}
