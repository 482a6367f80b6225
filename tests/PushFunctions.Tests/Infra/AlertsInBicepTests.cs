using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PushFunctions.Tests.Conventions;

namespace PushFunctions.Tests.Infra;

/// <summary>An alert on something that the app never says would never fire.</summary>
public sealed partial class AlertsInBicepTests
{
    private const string File = "infra/modules/alerts.bicep";

    private static string Operations { get; } = Read("docs", "operations.md");

    private static string Workbook { get; } = Read("infra", "modules", "workbook.json");

    [Theory]
    [InlineData("deadLetterEvents")]
    [InlineData("credentialEvents")]
    [InlineData("givingUpEvents")]
    public async Task The_events_are_written_by_the_app(string list)
    {
        var levels = LogEvents();

        Assert.All(
            (await BicepFile.ReadAsync(File)).Strings(list),
            number => Assert.True(
                levels.TryGetValue(number, out var level) && level >= LogLevel.Warning,
                $"{list} of {File} names {number}, which is no warning or error of the app without an exception."));
    }

    [Fact]
    public async Task The_metrics_are_counted_by_the_app()
    {
        var file = await BicepFile.ReadAsync(File);
        var metrics = Metrics();

        Assert.All(
            file.Root.Children.Where(node => node.Is("variable_declaration")).Select(node => node.Children[0].Text)
                .Where(name => name.EndsWith("Metric", StringComparison.Ordinal)),
            name => Assert.Contains(file.Value(name).Plain, metrics));
    }

    /// <summary>Each alert has its row in the page for whoever is on call.</summary>
    [Fact]
    public async Task Every_alert_is_explained()
    {
        var alerts = (await BicepFile.ReadAsync(File)).Value("rules").Children.Select(rule => rule.At("name").Plain).ToList();

        Assert.Equal(
            ["budget-held-back", "credentials-refused", "dead-letters", "no-heartbeat", "oldest-waiting-work", "watchdog-repairs"],
            alerts.Order(StringComparer.Ordinal));
        Assert.All(alerts, alert => Assert.Contains($"| `push-{alert}` (severity ", Operations, StringComparison.Ordinal));
    }

    [Fact]
    public void The_workbook_shows_every_metric_and_no_other() => Assert.Equal(
        Metrics().Order(StringComparer.Ordinal),
        MetricName().Matches(Workbook).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_workbook_is_JSON_with_a_query_in_each_figure()
    {
        using var workbook = JsonDocument.Parse(Workbook);

        var figures = workbook.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("type").GetInt32() == 3).Select(item => item.GetProperty("content"));

        Assert.All(figures, figure =>
        {
            Assert.Equal("TimeRange", figure.GetProperty("timeContextFromParameter").GetString());
            Assert.Matches("^(customMetrics|union traces, .*)\n", figure.GetProperty("query").GetString());
        });
    }

    [Fact]
    public void An_event_with_an_exception_is_none_to_look_for() => Assert.DoesNotContain("900", LogEvents().Keys);

    private static IReadOnlyList<string> Metrics()
    {
        using var bed = new MemoryBed();
        using var ear = new MeterEar(bed);
        return [.. ear.Units.Keys];
    }

    /// <summary>What is written with an exception goes to another table, where the alerts do not look.</summary>
    private static Dictionary<string, LogLevel> LogEvents() => AppSources.App.GetTypes()
        .Where(type => type.Name == "Log")
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(Exception)))
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .ToDictionary(log => $"{log.EventId}", log => log.Level);

    private static string Read(params string[] path) =>
        System.IO.File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    [GeneratedRegex(@"name == '(?<name>[a-z._]+)'")]
    private static partial Regex MetricName();
}
