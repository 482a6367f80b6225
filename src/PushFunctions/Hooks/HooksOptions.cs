namespace PushFunctions.Hooks;

/// <summary>Who may post to the hooks. Bound from <c>Hooks</c>, checked at start.</summary>
public sealed class HooksOptions
{
    public const string Section = "Hooks";

    /// <summary>The sources by their names, as they stand in addresses.</summary>
    public IDictionary<string, HookSourceOptions> Sources { get; } =
        new Dictionary<string, HookSourceOptions>(StringComparer.Ordinal);
}

/// <summary>One source. Bound from <c>Hooks:Sources:{source}</c>.</summary>
public sealed class HookSourceOptions
{
    /// <summary>How it signs; one of <see cref="SignatureScheme.Names"/>. Default Standard Webhooks.</summary>
    public string Scheme { get; set; } = "StandardWebhooks";

    /// <summary>1 to 10 secrets, any of which may have signed: two while one takes the other's place.</summary>
    public IList<string>? Secrets { get; set; }

    /// <summary>The types that it may send; none: all.</summary>
    public IList<string>? Types { get; set; }

    /// <summary>The app that it sends to. Default <c>default</c>.</summary>
    public string App { get; set; } = "default";

    /// <summary>Most bytes of a body. 1 to 1,048,576; default 65,536.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>The origins that the CloudEvents handshake allows; none: all.</summary>
    public IList<string>? Origins { get; set; }

    /// <summary>Where a foreign payload has its id: <c>header:Name</c> or a JSON pointer.</summary>
    public string? IdFrom { get; set; }

    /// <summary>Where it has its type.</summary>
    public string? TypeFrom { get; set; }

    /// <summary>What is put in front of the type.</summary>
    public string? TypePrefix { get; set; }

    /// <summary>Where it has its users.</summary>
    public string? TargetsFrom { get; set; }

    /// <summary>Where it has the data for templates; not set: all of it is data.</summary>
    public string? DataFrom { get; set; }
}
