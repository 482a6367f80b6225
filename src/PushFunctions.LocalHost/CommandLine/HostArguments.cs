using System.Globalization;

namespace PushFunctions.LocalHost.CommandLine;

/// <summary>What the command line says.</summary>
internal sealed record HostArguments
{
    public const string Usage =
        "PushFunctions.LocalHost [--port 7071] [--settings FILE] [--key KEY] [--host-json FILE] [--hidden 00:10:00] "
        + "[--clock-ahead 00:00:00]";

    public int Port { get; private init; } = 7071;

    public string? SettingsPath { get; private init; }

    public string? Key { get; private init; }

    public string? HostJson { get; private init; }

    public TimeSpan Hidden { get; private init; } = TimeSpan.FromMinutes(10);

    public TimeSpan ClockAhead { get; private init; }

    /// <exception cref="LocalHostStartException">An option is unknown, has no value or a wrong one.</exception>
    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new HostArguments();
        for (var i = 0; i < args.Count; i += 2)
            parsed = parsed.With(args[i], i + 1 < args.Count ? args[i + 1] : null);
        return parsed;
    }

    private HostArguments With(string option, string? value) => (option, value) switch
    {
        ("--port", { } text) when ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) =>
            this with { Port = port },
        ("--settings", { Length: > 0 }) => this with { SettingsPath = value },
        ("--key", { Length: > 0 }) => this with { Key = value },
        ("--host-json", { Length: > 0 }) => this with { HostJson = value },
        ("--hidden", { } text) when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var hidden) =>
            this with { Hidden = hidden },
        ("--clock-ahead", { } text) when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var ahead) =>
            this with { ClockAhead = ahead },
        ("--port", _) => throw Wrong(option, value, "a port from 0 to 65535; 0 takes a free one"),
        ("--hidden" or "--clock-ahead", _) => throw Wrong(option, value, "a time such as 00:10:00"),
        ("--settings" or "--key" or "--host-json", _) => throw Wrong(option, value, "a value after it"),
        _ => throw new LocalHostStartException([$"There is no option '{option}'. Usage: {Usage}"]),
    };

    private static LocalHostStartException Wrong(string option, string? value, string needed) =>
        new([value is null ? $"{option} needs {needed}." : $"{option} is '{value}'; it needs {needed}."]);
}
