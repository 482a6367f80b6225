using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using PushFunctions.Accept;
using PushFunctions.Audiences;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Dispatch;
using PushFunctions.Hooks;
using PushFunctions.Labels;
using PushFunctions.Map;
using PushFunctions.Notices;
using PushFunctions.Preferences;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Conventions;

public sealed class SettingTests
{
    private static readonly IReadOnlyList<string> Platforms = ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "AzureWebJobsStorage"];

    /// <summary>All options, with where they are bound from.</summary>
    private static readonly IReadOnlyList<(string Section, Type Type)> Options =
    [
        (AcceptOptions.Section, typeof(AcceptOptions)), (DeliveryOptions.Section, typeof(DeliveryOptions)),
        (MappingOptions.Section, typeof(MappingOptions)), (RetryOptions.Section, typeof(RetryOptions)),
        (StallOptions.Section, typeof(StallOptions)), (RetentionOptions.Section, typeof(RetentionOptions)),
        (AudienceOptions.Section, typeof(AudienceOptions)), (LabelOptions.Section, typeof(LabelOptions)),
        (PreferenceOptions.Section, typeof(PreferenceOptions)),
        (CallbackDeliveryOptions.Section, typeof(CallbackDeliveryOptions)),
    ];

    /// <summary>Settings of things that have names of their own: the example shows some of them.</summary>
    private static readonly IReadOnlyList<(string Named, string Shown, Type Type)> NamedOptions =
    [
        ("Hooks__Sources__{source}", "Hooks__Sources__demo", typeof(HookSourceOptions)),
        ("Outcomes__Rules__{no}", "Outcomes__Rules__0", typeof(OutcomeRuleOptions)),
        ("Outcomes__Rules__{no}", "Outcomes__Rules__1", typeof(OutcomeRuleOptions)),
        ("Callbacks__{name}", "Callbacks__demo", typeof(CallbackOptions)),
        .. BudgetNames.All.Select(budget => ("Budgets__{budget}", $"Budgets__{budget}", typeof(BudgetOptions))),
    ];

    private static IReadOnlyDictionary<string, string> Example { get; } = ReadExample();

    private static IConfiguration ExampleSettings { get; } = new ConfigurationBuilder()
        .AddInMemoryCollection(Example.Select(pair => KeyValuePair.Create(
            pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
        .Build();

    private static string Readme { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    internal static IReadOnlyList<string> OptionNames { get; } =
    [
        .. from options in Options
           from property in options.Type.GetProperties()
           where property.CanWrite
           select $"{options.Section}__{property.Name}",
    ];

    internal static IReadOnlyList<string> Schedules { get; } =
    [
        .. AppSources.Functions
            .SelectMany(function => function.Triggers<TimerTriggerAttribute>())
            .Select(trigger => trigger.Schedule),
    ];

    [Fact]
    public void No_options_are_forgotten_here() => Assert.Equal(
        AppSources.App.GetTypes().Where(
            type => type.Name.EndsWith("Options", StringComparison.Ordinal)
                && type != typeof(StorageOptions) && type != typeof(HooksOptions) && type != typeof(OutcomeOptions)
                && type != typeof(CallbacksOptions))
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        Options.Select(options => options.Type.Name).Concat(NamedOptions.Select(options => options.Type.Name))
            .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_of_something_named_is_in_the_readme() => Assert.All(
        NamedOptions.SelectMany(
            options => options.Type.GetProperties().Select(property => $"{options.Named}__{property.Name}")),
        name => Assert.True(
            Readme.Contains($"`{name}`", StringComparison.Ordinal) || Readme.Contains($"`{name}__0`", StringComparison.Ordinal),
            $"{name} is not in README.md."));

    [Fact]
    public void Every_option_is_in_the_example_and_in_the_readme() => Assert.All(
        OptionNames,
        name =>
        {
            Assert.True(IsLeftOut(name) || Example.ContainsKey(name) || Example.ContainsKey($"{name}__0"), $"{name} is not in local.settings.example.json.");
            Assert.True(Readme.Contains($"`{name}`", StringComparison.Ordinal) || Readme.Contains($"`{name}__0`", StringComparison.Ordinal), $"{name} is not in README.md.");
        });

    [Fact]
    public void Every_schedule_is_a_setting_in_the_example_and_in_the_readme()
    {
        Assert.NotEmpty(Schedules);
        Assert.All(Schedules, schedule =>
        {
            Assert.Matches("^%[A-Za-z]+%$", schedule);
            Assert.Contains(schedule.Trim('%'), Example.Keys);
            Assert.Contains($"`{schedule.Trim('%')}`", Readme, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_example_sets_nothing_that_the_app_does_not_know() => Assert.DoesNotContain(Example.Keys, key =>
        !OptionNames.Any(name => key == name || key.StartsWith($"{name}__", StringComparison.Ordinal))
        && !Schedules.Contains($"%{key}%")
        && !key.StartsWith("Agora__Apps__default__", StringComparison.Ordinal)
        && !NamedOptions.Any(options => options.Type.GetProperties().Any(property =>
            $"{key}__".StartsWith($"{options.Shown}__{property.Name}__", StringComparison.Ordinal)))
        && key is not ("Storage" or "Budgets__Preset")
        && !Platforms.Contains(key));

    [Fact]
    public void The_readme_tells_of_everything_in_the_example() => Assert.All(
        Example.Keys.Where(key => !key.Contains("__Delays__", StringComparison.Ordinal)),
        key => Assert.Contains($"`{Named(key)}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void The_example_shows_the_defaults_of_budgets()
    {
        var (shown, defaults) = (new BudgetSettings(ExampleSettings), Limits.Settings());

        Assert.All(
            BudgetNames.All,
            budget =>
            {
                var key = new BudgetKey(Some.App, budget);
                Assert.Equal(Told(defaults.For(key).Rate), Told(shown.For(key).Rate));
                Assert.Equal(
                    (defaults.For(key).Places, defaults.For(key).HoldTime), (shown.For(key).Places, shown.For(key).HoldTime));
            });
    }

    /// <summary>What is copied from the example would be allowed wherever that goes.</summary>
    private static bool IsLeftOut(string option) =>
        option == $"{CallbackDeliveryOptions.Section}__{nameof(CallbackDeliveryOptions.AllowedNetworks)}";

    private static (BudgetLimit, BudgetAllowances, TimeSpan) Told(BudgetRate rate) =>
        (rate.Limit, rate.Allowances, rate.Spacing);

    /// <summary>The page for operators has the limits of all budgets, in one row each.</summary>
    [Fact]
    public void The_documented_limits_are_told_as_they_are()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        Assert.All(
            BudgetNames.All.Where(budget => budget != BudgetNames.Tasks),
            budget => Assert.Contains(
                $"| `{budget}` | {Told(BudgetPreset.Agora, budget)} | {Told(BudgetPreset.Easemob, budget)} |",
                page,
                StringComparison.Ordinal));
        Assert.Contains($"`Total` of {Told(BudgetPreset.AgoraFree, BudgetNames.Total)}.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_shows_the_defaults()
    {
        Assert.All(Options, options =>
        {
            var (bound, defaults) = (Activator.CreateInstance(options.Type)!, Activator.CreateInstance(options.Type)!);
            ExampleSettings.GetSection(options.Section.Replace("__", ":", StringComparison.Ordinal)).Bind(bound);
            Assert.All(
                options.Type.GetProperties().Where(property => !property.CanWrite || property.PropertyType.IsValueType),
                property => Assert.Equal(property.GetValue(defaults), property.GetValue(bound)));
        });
    }

    [Fact]
    public void Everything_about_queues_is_said_in_host_json()
    {
        using var host = ReadHostJson();

        var queues = QueuesOf(host).EnumerateObject().Select(setting => setting.Name);

        Assert.Equal(
            ["batchSize", "maxDequeueCount", "maxPollingInterval", "messageEncoding", "newBatchThreshold", "visibilityTimeout"],
            queues.Order(StringComparer.Ordinal));
    }

    /// <summary>With the platform's usual 16 and 8 a host holds too few parcels at once to use the limit.</summary>
    [Fact]
    public void Host_json_lets_a_host_hold_enough_parcels_and_look_often_enough()
    {
        using var host = ReadHostJson();

        var queues = QueuesOf(host);

        Assert.Equal(8, queues.GetProperty("batchSize").GetInt32());
        Assert.Equal(56, queues.GetProperty("newBatchThreshold").GetInt32());
        Assert.InRange(
            TimeOf(queues, "maxPollingInterval"), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void Host_json_lets_another_host_fire_the_timers_of_one_that_died_within_half_a_minute()
    {
        using var host = ReadHostJson();

        var singleton = host.RootElement.GetProperty("singleton");

        Assert.Equal(TimeSpan.FromSeconds(15), TimeOf(singleton, "listenerLockPeriod"));
        Assert.Equal(TimeSpan.FromSeconds(15), TimeOf(singleton, "listenerLockRecoveryPollingInterval"));
    }

    private static JsonDocument ReadHostJson() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")));

    private static JsonElement QueuesOf(JsonDocument host) =>
        host.RootElement.GetProperty("extensions").GetProperty("queues");

    private static TimeSpan TimeOf(JsonElement settings, string name) =>
        TimeSpan.Parse(settings.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string Named(string key) => Regex.Replace(
        Regex.Replace(
            key.Replace("__default__", "__{app}__", StringComparison.Ordinal).Replace("__demo__", "__{source}__", StringComparison.Ordinal),
            "^Outcomes__Rules__[0-9]+__",
            "Outcomes__Rules__{no}__"),
        "^Budgets__[A-Za-z]+__",
        "Budgets__{budget}__");

    private static string Told(BudgetPreset preset, string budget)
    {
        var limit = DocumentedBudgets.Of(preset, budget).Limit;
        var parts = new[]
        {
            limit.CallsPerSecond is { } second ? $"{second} per second" : "",
            limit.CallsPerMinute is { } minute ? string.Create(CultureInfo.InvariantCulture, $"{minute:N0} per minute") : "",
            limit.CallsPerDay is { } day ? $"{day} per day" : "",
        };
        return limit.IsNone ? "none" : string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static Dictionary<string, string> ReadExample()
    {
        using var example = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "local.settings.example.json")));
        return example.RootElement.GetProperty("Values").EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }
}
