using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;

namespace PushFunctions.LocalHost.Http;

/// <summary>Knows what an HTTP function may take: the request, its cancellation, the values of its route.</summary>
internal static class HttpArguments
{
    /// <returns>The way to make the argument, or null when the host cannot make this one.</returns>
    public static Func<HttpContext, object?>? For(ParameterInfo parameter, bool isTrigger, RoutePattern route)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
            return context => context.Request;
        if (isTrigger)
            return null;
        if (parameter.ParameterType == typeof(CancellationToken))
            return context => context.RequestAborted;
        return route.GetParameter(parameter.Name!) is null ? null : FromRoute(parameter);
    }

    private static Func<HttpContext, object?>? FromRoute(ParameterInfo parameter)
    {
        var (name, type) = (parameter.Name!, parameter.ParameterType);
        if (type == typeof(string))
            return context => Text(context, name);
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
            return null;
        var absent = type.IsValueType ? Activator.CreateInstance(type) : null;
        return context => Text(context, name) is { } text ? converter.ConvertFromInvariantString(text) : absent;
    }

    private static string? Text(HttpContext context, string name) =>
        Convert.ToString(context.Request.RouteValues[name], CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : null;
}
