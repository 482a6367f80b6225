using System.Globalization;

namespace PushFunctions.LocalHost.Queues;

/// <summary>The section <c>extensions.queues</c> of host.json; the defaults are the platform's.</summary>
internal sealed record QueueSettings
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Messages received at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are received when at most this many are running.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Tries before a message is poison, the first one counted.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>The wait between a failed try and the next.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether message texts are base64.</summary>
    public bool Base64 { get; init; } = true;

    public static QueueSettings Read(IConfiguration section, StartErrors errors)
    {
        var batchSize = Number("batchSize", 16, 1, 32);
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = Number("newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, 10_000),
            MaxDequeueCount = Number("maxDequeueCount", 5, 1, int.MaxValue),
            VisibilityTimeout = Time("visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, Week),
            MaxPollingInterval = Time("maxPollingInterval", TimeSpan.FromMinutes(1), ShortestPoll, Week),
            Base64 = (section["messageEncoding"] ?? "base64").ToUpperInvariant() switch
            {
                "BASE64" => true,
                "NONE" => false,
                _ => Refuse("messageEncoding", "base64 or none", true),
            },
        };

        int Number(string name, int fallback, int least, int most) => section[name] switch
        {
            null => fallback,
            var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most => number,
            _ => Refuse(name, $"a whole number from {least} to {most}", fallback),
        };

        TimeSpan Time(string name, TimeSpan fallback, TimeSpan least, TimeSpan most) => section[name] switch
        {
            null => fallback,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                && time >= least && time <= most => time,
            _ => Refuse(name, $"a time from {least} to {most}", fallback),
        };

        T Refuse<T>(string name, string allowed, T fallback)
        {
            errors.Add($"host.json: extensions.queues.{name} is '{section[name]}'; allowed is {allowed}.");
            return fallback;
        }
    }
}
