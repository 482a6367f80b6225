using System.Text;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Cuts a stretch of the list of users into parcels of a few consecutive batches. Pure.</summary>
public sealed class ParcelCutter(PushLayout layout)
{
    /// <summary>Bytes that surely hold this many batches: ids have at most 64 letters and a line's end.</summary>
    public static int MostBytes(int batches) => batches * PushBatch.MaxUsers * 65;

    /// <param name="lines">
    /// The list from <paramref name="offset"/> on; a last line without its end does not count.
    /// </param>
    /// <param name="firstBatch">The batch that begins there.</param>
    /// <param name="offset">Where <paramref name="lines"/> begins in the whole list.</param>
    /// <param name="batches">Most batches to cut.</param>
    /// <param name="perParcel">
    /// Most batches of a parcel; fewer where bytes demand, and at the border of a segment.
    /// </param>
    public IReadOnlyList<CutBatches> Cut(
        ReadOnlySpan<byte> lines, int firstBatch, long offset, int batches, int perParcel)
    {
        var parcels = new List<CutBatches>();
        var open = new List<PushBatch>();
        var room = new ParcelRoom(layout);
        var (start, position) = (0, 0);
        for (var no = firstBatch; no < firstBatch + batches; no++)
        {
            var (batch, end) = ReadBatch(lines, no, position);
            if (batch is null) break;
            if (open.Count > 0
                && (open.Count == perParcel
                    || no % LedgerKey.SegmentBatches == 0
                    || !room.Fits(batch.Message, batch.Users)))
            {
                parcels.Add(Close(open, offset + start, position - start));
                (open, room, start) = ([], new(layout), position);
            }

            room.Take(batch.Message, batch.Users);
            open.Add(batch);
            position = end;
        }

        if (open.Count > 0) parcels.Add(Close(open, offset + start, position - start));
        return parcels;
    }

    private static CutBatches Close(IReadOnlyList<PushBatch> batches, long offset, int bytes) =>
        new(new(batches[0].No, batches.Count, offset, bytes), batches);

    private (PushBatch? Batch, int End) ReadBatch(ReadOnlySpan<byte> lines, int no, int position)
    {
        var users = new string[layout.UsersOf(no)];
        for (var user = 0; user < users.Length; user++)
        {
            var length = lines[position..].IndexOf((byte)'\n');
            if (length < 0) return (null, position);
            users[user] = Encoding.ASCII.GetString(lines.Slice(position, length));
            position += length + 1;
        }

        return (new() { No = no, Message = layout.GroupOf(no), Users = users }, position);
    }
}
