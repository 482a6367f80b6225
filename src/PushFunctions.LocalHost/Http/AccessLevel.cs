using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LocalHost.Http;

/// <summary>Says whether the callers of an HTTP function need a key.</summary>
internal static class AccessLevel
{
    /// <summary>
    /// By what is written in the source, not by the attribute's property: with methods alone the property says
    /// Anonymous, and the platform takes Function.
    /// </summary>
    public static bool NeedsKey(ParameterInfo trigger) => trigger.GetCustomAttributesData()
        .Single(data => data.AttributeType == typeof(HttpTriggerAttribute))
        .ConstructorArguments
        .Where(argument => argument.ArgumentType == typeof(AuthorizationLevel))
        .All(argument => (AuthorizationLevel)(int)argument.Value! != AuthorizationLevel.Anonymous);
}
