using System.Reflection;

namespace PushFunctions.LocalHost;

/// <summary>What a local host runs, and how. The defaults are the platform's.</summary>
public sealed class LocalHostOptions
{
    /// <summary>Assemblies whose public classes are searched for functions.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>Function classes to run besides those of <see cref="Assemblies"/>.</summary>
    public IReadOnlyList<Type> Types { get; init; } = [];

    /// <summary>Registers the app's services; is given the settings.</summary>
    public Action<IServiceCollection, IConfiguration> ConfigureServices { get; init; } = (_, _) => { };

    /// <summary>Adds log providers; default none.</summary>
    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = _ => { };

    /// <summary>
    /// The app settings; a section is written <c>A__B</c> or <c>A:B</c>. A value of host.json is replaced by
    /// <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> and the like, as on the platform. Of the hosts of
    /// one <c>AzureFunctionsWebHost__hostid</c> and one <c>AzureWebJobsStorage</c>, one at a time fires a timer; without
    /// that storage, each host does.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Port on the loopback address; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The key that functions of level Function ask for; null (the default) asks for none.</summary>
    public string? Key { get; init; }

    /// <summary>Path of host.json; null (the default) takes the one beside the executable, if there is one.</summary>
    public string? HostJson { get; init; }

    /// <summary>How long a received message is hidden before it is renewed. 1 s to 7 days; default 10 min.</summary>
    public TimeSpan HiddenTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest request body in bytes; default 30,000,000.</summary>
    public long MaxRequestBodyBytes { get; init; } = 30_000_000;

    /// <summary>The clock of schedules, renewals and polling.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The wait between two looks at a timer's lock that another host has; null (the default) takes that of host.json,
    /// whose least is too long for a test to wait.
    /// </summary>
    internal TimeSpan? TimerLockPoll { get; init; }
}
