namespace PushFunctions.Dev.Run;

/// <summary>Takes the lines of all processes, which would tear up a live display.</summary>
/// <remarks>The file is begun with the first line: a start that is refused leaves the log of the other run alone.</remarks>
internal sealed class RunLog(string path) : IAsyncDisposable
{
    private readonly Lazy<TextWriter> _writer = new(() => Open(path));

    /// <summary>The file's full path.</summary>
    public string Path { get; } = path;

    public void Write(string line) => _writer.Value.WriteLine(line);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.IsValueCreated ? _writer.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static TextWriter Open(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        return TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
    }
}
