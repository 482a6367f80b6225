using System.Globalization;

namespace Azure.Data.Tables.Http;

/// <summary>Takes a transaction's answer apart.</summary>
internal static class BatchAnswer
{
    /// <summary>The actions' answers in their order; of a failed transaction only the failed action's.</summary>
    public static List<Response> Read(Response response)
    {
        var answers = new List<Response>();
        using var lines = new StringReader(response.Content.ToString());
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith("HTTP/1.", StringComparison.Ordinal))
            {
                answers.Add(ReadPart(line, lines, response.ClientRequestId));
            }
        }

        return answers;
    }

    // After the status line: headers, an empty line, the body; the next boundary ends it.
    private static BatchPart ReadPart(string statusLine, StringReader lines, string requestId)
    {
        var status = statusLine.Split(' ', 3);
        var headers = new List<KeyValuePair<string, string>>();
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.Add(new(header[..colon], header[(colon + 1)..].Trim()));
            }
        }

        var body = new List<string>();
        while (lines.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal))
        {
            body.Add(line);
        }

        return new BatchPart(
            int.Parse(status[1], CultureInfo.InvariantCulture),
            status.Length > 2 ? status[2] : "",
            headers,
            string.Join('\n', body).Trim(),
            requestId);
    }
}
