namespace AgoraChat.Push;

/// <summary>The body of <c>POST users</c>.</summary>
internal sealed record NewUser(string Username, string Password)
{
    /// <summary>The password is a secret: printing the record must not print it.</summary>
    public override string ToString() => "NewUser";
}
