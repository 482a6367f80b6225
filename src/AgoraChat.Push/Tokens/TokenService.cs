namespace AgoraChat.Push;

/// <summary>One service in a token: its type, its privileges with their seconds, its user.</summary>
internal sealed record TokenService(ushort Type, IReadOnlyDictionary<ushort, uint> Privileges, string User)
{
    public const ushort Chat = 5;
    public const ushort ChatUserPrivilege = 1;
    public const ushort ChatAppPrivilege = 2;

    public static TokenService ChatApp(uint seconds) =>
        new(Chat, new Dictionary<ushort, uint> { [ChatAppPrivilege] = seconds }, "");
}
