namespace PushFunctions.Map;

/// <summary>Where a member of a message is.</summary>
public static class MessagePath
{
    /// <param name="message">The message, as a JSON pointer.</param>
    /// <param name="names">The names on the way, with dots between (<c>apns.badge</c>); empty for the message.</param>
    public static string Below(string message, string names) =>
        names.Length == 0 ? message : $"{message}/{names.Replace('.', '/')}";
}
