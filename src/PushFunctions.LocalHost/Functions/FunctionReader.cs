using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using PushFunctions.LocalHost.Http;
using PushFunctions.LocalHost.Queues;
using PushFunctions.LocalHost.Timers;

namespace PushFunctions.LocalHost.Functions;

/// <summary>Turns a method and its trigger attribute into a function that can be run.</summary>
internal sealed class FunctionReader(
    HostJson hostJson, SettingNames names, QueueConnections connections, TimeProvider time, StartErrors errors)
{
    /// <returns>The function, or null when the start is already known to fail.</returns>
    public HostedFunction? Read(FunctionMethod method, ParameterInfo trigger, TriggerBindingAttribute attribute)
    {
        switch (attribute)
        {
            case HttpTriggerAttribute http:
                return ReadHttp(method, trigger, http);
            case QueueTriggerAttribute queue:
                return ReadQueue(method, trigger, queue);
            case TimerTriggerAttribute timer:
                return ReadTimer(method, trigger, timer);
            default:
                errors.Add($"Function '{method.Name}' has a {attribute.GetType().Name}; the local host runs HTTP, " +
                    "queue and timer triggers.");
                return null;
        }
    }

    private HostedFunction.Http? ReadHttp(FunctionMethod method, ParameterInfo trigger, HttpTriggerAttribute http)
    {
        var template = names.Expand(http.Route ?? method.Name, method.Name).TrimStart('/');
        RoutePattern route;
        try
        {
            route = RoutePatternFactory.Parse($"{hostJson.RoutePrefix}/{template}".Trim('/'));
        }
        catch (RoutePatternException exception)
        {
            errors.Add($"Function '{method.Name}' has the route '{template}', which is not valid: {exception.Message}");
            return null;
        }
        var verbs = (http.Methods ?? []).Select(verb => verb.ToUpperInvariant()).ToArray();
        var arguments = Bind(method, trigger, (parameter, isTrigger) => HttpArguments.For(parameter, isTrigger, route));
        return new(method, route, verbs, AccessLevel.NeedsKey(trigger), arguments);
    }

    private HostedFunction.Queue? ReadQueue(FunctionMethod method, ParameterInfo trigger, QueueTriggerAttribute queue)
    {
        var name = names.Expand(queue.QueueName, method.Name);
        var arguments = Bind(method, trigger, QueueArguments.For);
        return connections.Find(queue.Connection, method.Name) is { } service
            ? new(method, service, name, arguments)
            : null;
    }

    private HostedFunction.Timer? ReadTimer(FunctionMethod method, ParameterInfo trigger, TimerTriggerAttribute timer)
    {
        var text = names.Expand(timer.Schedule, method.Name);
        var arguments = Bind(method, trigger, TimerArguments.For);
        if (TimerSchedule.Parse(text) is { } schedule)
        {
            var monitored = timer.UseMonitor && !schedule.IsFrequent(time.GetUtcNow().UtcDateTime);
            return new(method, text, schedule, monitored, timer.RunOnStartup, arguments);
        }
        // A setting that is missing has been reported already.
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            var setting = text == timer.Schedule ? "" : $" ({timer.Schedule})";
            errors.Add($"Function '{method.Name}' has the schedule '{text}'{setting}; allowed are six fields " +
                "'{second} {minute} {hour} {day} {month} {day of week}', the last five of them, or hh:mm:ss.");
        }
        return null;
    }

    private List<T> Bind<T>(FunctionMethod method, ParameterInfo trigger, Func<ParameterInfo, bool, T?> bind)
        where T : class
    {
        var arguments = new List<T>();
        foreach (var parameter in method.Parameters)
        {
            // By position: two readers of one method at a time may each get objects of their own for its parameters.
            if (bind(parameter, parameter.Position == trigger.Position) is { } argument)
            {
                arguments.Add(argument);
                continue;
            }
            errors.Add($"Function '{method.Name}': the local host cannot make the parameter '{parameter.Name}' of " +
                $"type {parameter.ParameterType}.");
        }
        return arguments;
    }
}
