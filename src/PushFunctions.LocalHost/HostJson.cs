using PushFunctions.LocalHost.Queues;
using PushFunctions.LocalHost.Timers;

namespace PushFunctions.LocalHost;

/// <summary>What the local host heeds of host.json.</summary>
internal sealed record HostJson(string RoutePrefix, QueueSettings Queues, SingletonSettings Singleton)
{
    private const string OverridePrefix = "AzureFunctionsJobHost";

    /// <summary>Reads the file, if there is one; settings with the platform's prefix replace its values.</summary>
    public static HostJson Read(string? path, IConfiguration settings, StartErrors errors)
    {
        var builder = new ConfigurationBuilder();
        var file = path ?? Path.Combine(AppContext.BaseDirectory, "host.json");
        if (File.Exists(file))
            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        else if (path is not null)
            errors.Add($"There is no file '{path}': give an existing host.json, or none.");
        var overrides = settings.GetSection(OverridePrefix);
        builder.AddInMemoryCollection(
            overrides.AsEnumerable(makePathsRelative: true).Where(pair => pair.Key.Length > 0));

        try
        {
            var root = builder.Build();
            var extensions = root.GetSection("extensions");
            return new HostJson(
                (extensions["http:routePrefix"] ?? "api").Trim('/'),
                QueueSettings.Read(extensions.GetSection("queues"), errors),
                SingletonSettings.Read(root.GetSection("singleton"), errors));
        }
        catch (InvalidDataException exception)
        {
            errors.Add($"'{file}' cannot be read: {(exception.InnerException ?? exception).Message}");
            return new HostJson("api", new QueueSettings(), new SingletonSettings());
        }
    }
}
