using System.Globalization;

namespace PushFunctions.LocalHost.Timers;

/// <summary>The section <c>singleton</c> of host.json; the defaults and the bounds are the platform's.</summary>
internal sealed record SingletonSettings
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(60);
    // The platform has no bound here, its timers have: about 24 days.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(24);

    /// <summary>How long a lock outlives the host that had it and was killed.</summary>
    public TimeSpan LockPeriod { get; init; } = Default;

    /// <summary>The wait between two looks at a lock that another host has.</summary>
    public TimeSpan RecoveryPollingInterval { get; init; } = Default;

    public static SingletonSettings Read(IConfiguration section, StartErrors errors)
    {
        return new SingletonSettings
        {
            LockPeriod = Time("listenerLockPeriod", LongestLease),
            RecoveryPollingInterval = Time("listenerLockRecoveryPollingInterval", LongestPoll),
        };

        TimeSpan Time(string name, TimeSpan most)
        {
            if (section[name] is not { } text)
                return Default;
            if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                && time >= ShortestLease && time <= most)
            {
                return time;
            }
            errors.Add($"host.json: singleton.{name} is '{text}'; allowed is a time from {ShortestLease} to {most}.");
            return Default;
        }
    }
}
