using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Chaos;

/// <summary>The stack of a plan: short times, so that what a minute would mend is mended in seconds.</summary>
internal static class ChaosSettings
{
    private static readonly TimeSpan HiddenTime = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> ShortTimes = new()
    {
        ["Delivery__ClaimTime"] = "00:00:05",
        ["Delivery__CallTimeout"] = "00:00:02",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
        ["PoisonSchedule"] = "*/5 * * * * *",
        ["Retry__Delays__0"] = "00:00:01",
        ["Retry__Delays__1"] = "00:00:02",
        ["Retry__Delays__2"] = "00:00:04",
        ["Retry__Delays__3"] = "00:00:08",
        ["Retry__Delays__4"] = "00:00:08",
    };

    /// <summary>Storage keeps files, or it would forget all when it is stopped.</summary>
    public static LocalStackOptions Of(LocalStackOptions options) => options with
    {
        InMemoryStorage = false,
        RestartsHosts = true,
        HiddenTime = options.HiddenTime ?? HiddenTime,
        Settings = new Dictionary<string, string>(
            [.. ShortTimes.ExceptBy(options.Settings.Keys, setting => setting.Key), .. options.Settings]),
    };
}
