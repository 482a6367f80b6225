using System.IO.Compression;
using System.Text;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// A list of few users and of many lines: a check reads it in several steps, and a push to it is soon done.
/// </summary>
/// <param name="Name">What its users are named by.</param>
/// <param name="Turns">How often each user is on it.</param>
internal sealed record LongList(string Name, int Turns)
{
    private const int UserCount = 3_000;
    private const int IdLength = 63;

    /// <summary>One behind each turn.</summary>
    private const string Refused = "Nobody";

    public IReadOnlyList<string> Users { get; } =
        [.. Enumerable.Range(0, UserCount).Select(no => $"{Name}-{no:D4}".PadLeft(IdLength, 'x'))];

    public int RefusedCount => Turns;

    public int Duplicates => UserCount * (Turns - 1);

    /// <summary>The list, packed; in no order, so that each chunk of it becomes a run.</summary>
    public byte[] Pack()
    {
        // 7 and 3,000 have nothing in common: each user comes once.
        var turn = Enumerable.Range(0, UserCount).Select(no => Users[no * 7 % UserCount]).Append(Refused);
        var text = Encoding.ASCII.GetBytes(string.Concat(turn.Select(line => $"{line}\n")));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            for (var done = 0; done < Turns; done++) gzip.Write(text);
        }

        return packed.ToArray();
    }
}
