using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Conventions;

public sealed class FunctionTests
{
    private const int MostLines = 25;

    [Fact]
    public void The_functions_are_found() => Assert.Superset(
        new HashSet<string> { "AcceptEvent", "DispatchPush", "DeliverParcel", "Watchdog", "DrainPoison", "GetPush", "GetHealth" },
        AppSources.Functions.Select(function => function.Name).ToHashSet());

    [Fact]
    public void A_function_is_named_like_its_class() => Assert.All(
        AppSources.Functions,
        function =>
        {
            Assert.Equal($"{function.Name}Function", function.Type.Name);
            Assert.Matches("^([A-Z][a-z]+)+$", function.Name);
        });

    [Fact]
    public void Names_are_used_once() => Assert.Equal(
        AppSources.Functions.Count,
        AppSources.Functions.Select(function => function.Name.ToUpperInvariant()).Distinct().Count());

    [Fact]
    public void A_function_is_sealed_has_one_collaborator_and_a_few_lines() => Assert.All(
        AppSources.Functions,
        function =>
        {
            Assert.True(function.Type.IsSealed, $"{function} can be inherited from.");
            Assert.Single(Assert.Single(function.Type.GetConstructors()).GetParameters());
            Assert.InRange(function.Source.Lines.Count, 1, MostLines);
        });

    [Fact]
    public void A_function_class_holds_one_function_and_every_class_so_named_is_one()
    {
        var named = AppSources.App.GetTypes().Where(type => type.Name.EndsWith("Function", StringComparison.Ordinal));

        Assert.Equal(
            named.OrderBy(type => type.Name, StringComparer.Ordinal),
            AppSources.Functions.Select(function => function.Type).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_has_one_trigger() => Assert.All(
        AppSources.Functions,
        function => Assert.Equal(
            1,
            function.Triggers<HttpTriggerAttribute>().Count + function.Triggers<QueueTriggerAttribute>().Count
            + function.Triggers<TimerTriggerAttribute>().Count));

    [Fact]
    public void An_HTTP_function_says_who_may_call_it_and_its_route() => Assert.All(
        AppSources.Functions.Where(function => function.Triggers<HttpTriggerAttribute>().Count > 0),
        function =>
        {
            // The attribute cannot tell a level that was given from its default; the text can.
            Assert.Matches(@"\[HttpTrigger\(AuthorizationLevel\.\w+, ""\w+""", function.Source.Text);
            Assert.NotNull(function.Triggers<HttpTriggerAttribute>()[0].Route);
        });

    [Fact]
    public void Only_health_signed_hooks_and_the_description_may_be_asked_without_a_key() => Assert.Equal(
        ["AcceptHook", "AllowHook", "GetHealth", "GetOpenApi"],
        AppSources.Functions
            .Where(function => function.Triggers<HttpTriggerAttribute>().Any(trigger => trigger.AuthLevel == AuthorizationLevel.Anonymous))
            .Select(function => function.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_handler_of_an_HTTP_function_turns_exceptions_into_problems() => Assert.All(
        AppSources.Functions.Where(function => function.Triggers<HttpTriggerAttribute>().Count > 0),
        function =>
        {
            Assert.Contains(
                function.Handler.GetConstructors().Single().GetParameters(), parameter => parameter.ParameterType == typeof(HttpAnswer));
            var source = AppSources.Files.Single(file => file.Name == function.Handler.Name).Text;
            Assert.Matches(@"public Task<IResult> HandleAsync\([^)]*\) =>\s*answers\.RunAsync\(", source);
        });

    [Fact]
    public void A_queue_function_names_its_connection_and_a_queue_that_the_app_creates() => Assert.All(
        AppSources.Functions.SelectMany(function => function.Triggers<QueueTriggerAttribute>()),
        trigger =>
        {
            Assert.Equal("Storage", trigger.Connection);
            Assert.Contains(trigger.QueueName, QueueNames.All);
        });

    [Fact]
    public void Every_queue_has_its_function() => Assert.Equal(
        QueueNames.All.Order(StringComparer.Ordinal),
        AppSources.Functions.SelectMany(function => function.Triggers<QueueTriggerAttribute>())
            .Select(trigger => trigger.QueueName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_is_tested()
    {
        var tests = string.Concat(AppSources.ReadAll(Path.Combine(Repository.Root, "tests"))
            .Where(file => !file.Path.Contains("Conventions/", StringComparison.Ordinal)).Select(file => file.Text));

        Assert.All(AppSources.Functions, function => Assert.True(
            Ways(function).Any(way => Regex.IsMatch(tests, way)), $"No test names {function}, its handler, its schedule or its route."));
    }

    private static IEnumerable<string> Ways(AppFunction function) =>
    [
        $"\"{function.Name}\"", $@"\b{function.Type.Name}\b", $@"\b{function.Handler.Name}\b",
        .. function.Triggers<TimerTriggerAttribute>().Select(trigger => $"\"{trigger.Schedule.Trim('%')}\""),
        .. function.Triggers<HttpTriggerAttribute>().Select(trigger => $"[/\"]{Regex.Escape(trigger.Route!.Split('{')[0])}"),
    ];
}
