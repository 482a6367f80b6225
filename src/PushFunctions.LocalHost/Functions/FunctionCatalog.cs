using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PushFunctions.LocalHost.Functions;

/// <summary>Finds the functions of an app by its attributes, and all that is wrong with them.</summary>
internal sealed class FunctionCatalog(FunctionReader reader, StartErrors errors)
{
    public IReadOnlyList<HostedFunction> Read(LocalHostOptions options)
    {
        var functions = new List<HostedFunction>();
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in MethodsOf(options))
        {
            var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            var place = $"{method.DeclaringType}.{method.Name}";
            if (!seen.TryAdd(name, place))
                errors.Add($"Two functions are named '{name}', {seen[name]} and {place}: rename one.");
            else if (Read(name, place, method) is { } function)
                functions.Add(function);
        }
        return functions;
    }

    private HostedFunction? Read(string name, string place, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()
                .Select(attribute => (parameter, attribute)))
            .ToArray();
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            errors.Add($"Function '{name}' ({place}) is async void, so nobody knows when it ends: return a Task.");
        if (triggers is [var (parameter, attribute)])
            return reader.Read(new FunctionMethod(name, method), parameter, attribute);
        errors.Add($"Function '{name}' ({place}) has {triggers.Length} trigger parameters; it needs exactly one.");
        return null;
    }

    private static IEnumerable<MethodInfo> MethodsOf(LocalHostOptions options) => options.Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Concat(options.Types)
        .Distinct()
        .Where(type => type is { IsClass: true, ContainsGenericParameters: false })
        .SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .OrderBy(method => $"{method.DeclaringType}.{method.Name}", StringComparer.Ordinal);
}
