using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>The name of a dead letter in addresses.</summary>
/// <param name="IsMessage">Whether it is a message.</param>
/// <param name="Key">Its row's key.</param>
public sealed record LetterId(bool IsMessage, string Key)
{
    private const string Users = "u/";
    private const string Messages = "m/";

    public static string Of(DeadLetterRow row) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes((row.IsMessage ? Messages : Users) + row.RowKey));

    /// <returns>Null: the text is no letter's name.</returns>
    public static LetterId? TryParse(string text)
    {
        try
        {
            var name = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
            var key = name.Length > Users.Length ? name[Users.Length..] : "";
            if (!LetterQuery.IsKey(key)) return null;
            return name.StartsWith(Users, StringComparison.Ordinal) ? new(IsMessage: false, key)
                : name.StartsWith(Messages, StringComparison.Ordinal) ? new(IsMessage: true, key)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
