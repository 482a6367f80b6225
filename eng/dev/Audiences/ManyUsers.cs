using System.Globalization;
using System.Net;
using System.Text;

namespace PushFunctions.Dev.Audiences;

/// <summary>A list of users in no order, each once, made while it is sent.</summary>
internal sealed class ManyUsers(int users) : HttpContent
{
    /// <summary>The letters and the line's end of each.</summary>
    private const int LineBytes = 14;

    /// <summary>Prime, and no divisor of what is asked for: every number comes once.</summary>
    private const long Stride = 7_919_003;

    /// <summary>The user of a number from 0, which is also the place in the sorted list.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"user-{number:D8}");

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var lines = new byte[LineBytes * 4_096];
        for (var next = 0; next < users;)
        {
            var filled = 0;
            for (; filled < lines.Length && next < users; next++, filled += LineBytes)
            {
                var number = next * Stride % users;
                Encoding.ASCII.GetBytes($"{Name((int)number)}\n", lines.AsSpan(filled));
            }

            await stream.WriteAsync(lines.AsMemory(0, filled));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = (long)users * LineBytes;
        return true;
    }
}
