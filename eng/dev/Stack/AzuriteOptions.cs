namespace PushFunctions.Dev.Stack;

/// <summary>Where Azurite listens and keeps its files.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The blob port; queue and table take the next two. 0, the default, finds three free ports.</summary>
    public int Port { get; init; }

    /// <summary>The folder of its files, kept afterwards. Null, the default: a temporary one, removed at the end.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Keeps nothing on disk: quicker, and a stop forgets all. Default: false.</summary>
    public bool InMemory { get; init; }

    /// <summary>Has the processes say a line for each request. Default: false.</summary>
    public bool LogsRequests { get; init; }

    /// <summary>Rows that are in tables as soon as these are created. Default: none.</summary>
    public IReadOnlyList<FilledRows> Rows { get; init; } = [];

    /// <summary>Takes each line of the processes. Default: nobody.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
