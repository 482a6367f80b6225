namespace PushFunctions.Dev.Stack;

/// <summary>The ports of one stack, checked before anything is started.</summary>
internal sealed record StackPorts(IReadOnlyList<int> Hosts, int Simulator, int Storage)
{
    private const int Highest = 65_535;

    /// <exception cref="StackException">A port is taken, named twice or too high.</exception>
    public static StackPorts Choose(LocalStackOptions options)
    {
        var wanted = Wanted(options).ToList();
        if (wanted.Find(each => each.Port > Highest) is { What: not null } high)
        {
            throw new StackException($"Port {high.Port}, for {high.What}, is above {Highest}: choose a lower {high.Option}.");
        }

        if (wanted.GroupBy(each => each.Port).FirstOrDefault(group => group.Count() > 1)?.ToList() is [var one, var other, ..])
        {
            throw new StackException(
                $"Port {one.Port} would be used for {one.What} ({one.Option}) and for {other.What} ({other.Option}): "
                + "give one of them another port.");
        }

        wanted.ForEach(each => Ports.Require(each.Port, each.Option, each.What));
        return new StackPorts(
            options.Port == 0 ? Ports.Free(options.Instances) : [.. Enumerable.Range(options.Port, options.Instances)],
            options.SimulatorPort == 0 ? Ports.Free(1)[0] : options.SimulatorPort,
            options.StoragePort);
    }

    /// <summary>The ports that were named, what chose each, and what it is for.</summary>
    public static IEnumerable<(int Port, string Option, string What)> Wanted(LocalStackOptions options)
    {
        for (var host = 0; options.Port != 0 && host < options.Instances; host++)
        {
            yield return (options.Port + host, "--port", $"host {host}");
        }

        if (options.SimulatorPort != 0)
        {
            yield return (options.SimulatorPort, "--simulator-port", "the simulator");
        }

        foreach (var part in options.StoragePort == 0 ? [] : Enum.GetValues<AzuritePart>())
        {
            yield return (options.StoragePort + (int)part, "--storage-port", $"{part.ToString().ToLowerInvariant()} storage");
        }
    }
}
