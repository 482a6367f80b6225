namespace PushFunctions.Dev.Stack;

/// <summary>A folder in which storage keeps its files from run to run, marked as ours and held by one stack at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string Marker = ".pushfunctions-data";
    private static readonly string[] Written =
    [
        "__azurite_db_blob__.json", "__azurite_db_blob_extent__.json", "__blobstorage__",
        "__azurite_db_queue__.json", "__azurite_db_queue_extent__.json", "__queuestorage__",
        "__azurite_db_table__.json", "AzuriteConfig",
    ];

    private readonly FileStream _held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _held = held;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Takes the folder, and makes it when it is not there.</summary>
    /// <param name="path">The folder; relative to the current one.</param>
    /// <param name="fresh">Removes what an earlier stack wrote; any other file stays.</param>
    /// <exception cref="StackException">Another stack uses it, it cannot be written, or it is not ours to empty.</exception>
    public static DataFolder Open(string path, bool fresh)
    {
        var folder = System.IO.Path.GetFullPath(path);
        var marker = System.IO.Path.Combine(folder, Marker);
        try
        {
            if (fresh && Directory.Exists(folder) && !File.Exists(marker) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new StackException(
                    $"--fresh removes only what ./dev wrote, and {folder} has no {Marker} to prove that. "
                    + "Choose another --data folder, or empty this one yourself.");
            }

            Directory.CreateDirectory(folder);
            var held = Hold(marker, folder);
            if (fresh)
            {
                RemoveWritten(folder);
            }

            return new DataFolder(folder, held);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new StackException($"The --data folder {folder} cannot be used: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static FileStream Hold(string marker, string folder)
    {
        try
        {
            var held = new FileStream(marker, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write("./dev keeps Azurite's files here. `--fresh` removes them, and nothing else.\n"u8);
            held.Flush();
            return held;
        }
        catch (IOException taken) when (File.Exists(marker))
        {
            throw new StackException(
                $"The --data folder {folder} is used by another ./dev. End that one, or choose another folder.", taken);
        }
    }

    private static void RemoveWritten(string folder)
    {
        foreach (var entry in Written.Select(name => System.IO.Path.Combine(folder, name)))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }

            File.Delete(entry);
        }
    }
}
