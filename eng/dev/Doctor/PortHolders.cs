using System.Globalization;

namespace PushFunctions.Dev.Doctor;

/// <summary>Finds who listens on a port, where the system tells: Linux does, of the user's own programs.</summary>
internal static class PortHolders
{
    private const string Listens = "0A";

    /// <returns>Name and number of the process; null: it cannot be told.</returns>
    public static string? Find(int port)
    {
        try
        {
            var sockets = Sockets(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Processes().FirstOrDefault(process => Holds(process, sockets)) is { } held
                ? $"{File.ReadAllText(Path.Combine(held, "comm")).Trim()} (process {Path.GetFileName(held)})"
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Sockets(int port) =>
        from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
        where File.Exists(table)
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields is { Length: > 9 } && fields[3] == Listens
            && fields[1].EndsWith($":{port.ToString("X4", CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
        select fields[9];

    private static IEnumerable<string> Processes() =>
        Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit));

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception others) when (others is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
