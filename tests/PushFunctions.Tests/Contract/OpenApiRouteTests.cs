using Microsoft.Azure.Functions.Worker;
using PushFunctions.Tests.Conventions;

namespace PushFunctions.Tests.Contract;

/// <summary>The description and the functions: the same routes, methods, names, parameters and keys.</summary>
public sealed class OpenApiRouteTests
{
    private static IReadOnlyList<(string Name, HttpTriggerAttribute Trigger)> Triggers { get; } =
    [
        .. from function in AppSources.Functions
           from trigger in function.Triggers<HttpTriggerAttribute>()
           select (function.Name, trigger),
    ];

    [Fact]
    public void Every_route_and_method_is_described_under_its_functions_name_and_nothing_else_is() => Assert.Equal(
        Triggers.SelectMany(function => function.Trigger.Methods!.Select(
            method => $"{function.Name}: {method.ToLowerInvariant()} /{function.Trigger.Route}"))
            .Order(StringComparer.Ordinal),
        Api.Description.Operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Path}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void An_operation_is_without_security_just_where_the_platform_asks_for_no_key() => Assert.Equal(
        Triggers.Where(function => function.Trigger.AuthLevel == AuthorizationLevel.Anonymous)
            .Select(function => function.Name).Order(StringComparer.Ordinal),
        Api.Description.Operations.Where(operation => operation.IsAnonymous).Select(operation => operation.Id)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void An_operation_that_needs_a_key_says_401_and_each_says_500() => Assert.All(
        Api.Description.Operations,
        operation =>
        {
            Assert.Contains("500", operation.Statuses);
            if (!operation.IsAnonymous) Assert.Contains("401", operation.Statuses);
        });
}
