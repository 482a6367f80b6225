using System.Reflection;

namespace PushFunctions.Dev.Stack;

/// <summary>The configuration that this program was built in; what it starts was built in the same one.</summary>
internal static class BuildConfiguration
{
    public static string Name { get; } =
        typeof(BuildConfiguration).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";
}
