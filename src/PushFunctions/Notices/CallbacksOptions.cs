namespace PushFunctions.Notices;

/// <summary>Who is told what becomes of pushes. Bound from <c>Callbacks</c>, checked at start.</summary>
public sealed class CallbacksOptions
{
    public const string Section = "Callbacks";

    /// <summary>The callbacks by their names.</summary>
    public IDictionary<string, CallbackOptions> Named { get; } =
        new Dictionary<string, CallbackOptions>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One callback. Bound from <c>Callbacks:{name}</c>.</summary>
public sealed class CallbackOptions
{
    /// <summary>
    /// Where it is told: https, unless its host is an address of <c>CallbackDelivery:AllowedNetworks</c>.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>What it is told; some of <see cref="NoticeEvents.All"/>; none: all.</summary>
    public IList<string>? Events { get; set; }

    /// <summary>1 to 10 secrets, all of which sign: two while one takes the other's place.</summary>
    public IList<string>? Secrets { get; set; }

    /// <summary>The only app whose pushes it is told of; not set: all apps.</summary>
    public string? App { get; set; }
}
