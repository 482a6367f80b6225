using System.Globalization;

namespace AgoraChat.Simulator;

/// <summary>Which page a call asks for.</summary>
/// <param name="Last">The id of the last row that the caller has; null: none yet.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record LabelPaging(long? Last, int Limit)
{
    private const int MostRows = 100;

    public static Checked<LabelPaging> Read(EndpointCall call)
    {
        var limit = MostRows;
        if (call.QueryOrNull("limit") is { } number
            && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > MostRows))
        {
            return Illegal($"limit is \"{number}\"; 1 to {MostRows} is allowed.");
        }

        if (call.QueryOrNull("cursor") is not { } cursor)
            return new Checked<LabelPaging>.Good(new(null, limit));
        return LabelCursor.TryRead(cursor, out var last)
            ? new Checked<LabelPaging>.Good(new(last, limit))
            : Illegal("cursor is none that was given out.");
    }

    private static Checked<LabelPaging>.Refused Illegal(string why) => new(FarSideError.IllegalArgument(why));
}
