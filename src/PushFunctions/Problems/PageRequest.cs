using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PushFunctions.Problems;

/// <summary>Which page of a list a request asks for: at most so many entries, after a place in its order.</summary>
/// <param name="Limit">Most entries, 1 to 1,000.</param>
/// <param name="After">The place that the page before ended at; empty for the first page.</param>
public sealed record PageRequest(int Limit, string After)
{
    private const int MostEntries = 1_000;

    /// <summary>Reads <c>?limit=</c> and <c>?cursor=</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="entries">The limit where the request names none.</param>
    /// <param name="isPlace">Whether a place is one of this list.</param>
    /// <param name="errors">Gets one more for each of them that is wrong.</param>
    public static PageRequest Read(
        HttpRequest request, int entries, Func<string, bool> isPlace, List<FieldError> errors) => new(
            ReadLimit(request, entries, errors), ReadPlace(request, isPlace, errors));

    /// <summary>The cursor that leads on from a place; it is safe in addresses.</summary>
    public static string CursorAt(string place) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(place));

    private static int ReadLimit(HttpRequest request, int entries, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("limit")) return entries;
        if (int.TryParse(request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MostEntries)
        {
            return limit;
        }

        var most = MostEntries.ToString("N0", CultureInfo.InvariantCulture);
        errors.Add(QueryProblem.Error("limit", $"is no number from 1 to {most}."));
        return entries;
    }

    private static string ReadPlace(HttpRequest request, Func<string, bool> isPlace, List<FieldError> errors)
    {
        var cursor = request.Query["cursor"].ToString();
        if (cursor.Length == 0) return "";
        try
        {
            var place = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            if (isPlace(place)) return place;
        }
        catch (FormatException)
        {
            // No base64: said below.
        }

        errors.Add(QueryProblem.Error("cursor", "is none that an answer of this list had. Begin without one."));
        return "";
    }
}
