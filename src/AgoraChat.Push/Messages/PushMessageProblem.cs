namespace AgoraChat.Push;

/// <summary>One thing that keeps a message from being sent.</summary>
/// <param name="Path">The member it is about, such as <c>title</c>; empty for the message as a whole.</param>
/// <param name="Message">What is wrong, the number, the limit and what to do.</param>
public sealed record PushMessageProblem(string Path, string Message);
