namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The app's settings for tests: those of the example file, with short times.</summary>
internal static class HostSettings
{
    /// <param name="storage">The connection string.</param>
    /// <param name="farSide">The far side's address.</param>
    public static Dictionary<string, string?> For(string storage, string farSide) => new(
        Sources.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
    {
        ["Storage"] = storage,
        // A host of its own, whose timers no other host of the test holds back.
        ["AzureFunctionsWebHost__hostid"] = $"{Guid.NewGuid():N}",
        ["Agora__Apps__default__BaseUrl"] = farSide,
        ["Agora__Apps__default__OrgName"] = "agora-demo",
        ["Agora__Apps__default__AppName"] = "testapp",
        ["Agora__Apps__default__AppId"] = "970CA35de60c44645bbae8a215061b33",
        ["Agora__Apps__default__AppCertificate"] = "5CFd2fd1755d40ecb72977518be15d3b",
        ["Agora__Apps__second__BaseUrl"] = farSide,
        ["Agora__Apps__second__OrgName"] = "agora-demo",
        ["Agora__Apps__second__AppName"] = "testapp",
        ["Agora__Apps__second__AppId"] = "970CA35de60c44645bbae8a215061b33",
        ["Agora__Apps__second__AppCertificate"] = "5CFd2fd1755d40ecb72977518be15d3b",
        ["Budgets__PushSingle__CallsPerMinute"] = "12000",
        // Calls come late on a busy machine, and a slot that is missed costs more than a second.
        ["Budgets__PushSync__Tolerance"] = "00:00:00.400",
        ["Delivery__ClaimTime"] = "00:00:06",
        ["Delivery__CallTimeout"] = "00:00:02.500",
        ["Delivery__ClockAllowance"] = "00:00:00.100",
        ["Retry__Delays__0"] = "00:00:01",
        ["Retry__Delays__1"] = "00:00:01",
        ["Retry__Jitter"] = "0",
        ["WatchdogSchedule"] = "*/2 * * * * *",
        ["PoisonSchedule"] = "*/2 * * * * *",
        ["AudienceSchedule"] = "*/2 * * * * *",
        // Fired by the tests that are about them.
        ["Preferences__LeaseTime"] = "00:00:08",
        ["Preferences__StepTime"] = "00:00:03",
        ["PreferenceSchedule"] = "0 0 0 1 1 *",
        ["LabelSyncSchedule"] = "0 0 0 1 1 *",
        ["LabelReconcileSchedule"] = "0 0 0 1 1 *",
        ["Labels__LeaseTime"] = "00:00:08",
        ["Labels__StepTime"] = "00:00:03",
        ["Labels__SyncDelay"] = "00:00:01",
        ["RetentionSchedule"] = "*/10 * * * * *",
    };
}
