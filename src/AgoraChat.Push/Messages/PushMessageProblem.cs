namespace AgoraChat.Push;

/// <summary>One thing that keeps a message from being sent.</summary>
/// <param name="Path">
/// The member it is about, such as <c>title</c> or <c>apns.badge</c>; empty for the message as a whole.
/// </param>
/// <param name="Message">What is wrong, the number, the limit and what to do.</param>
public sealed record PushMessageProblem(string Path, string Message)
{
    internal static string Join(IEnumerable<PushMessageProblem> problems) =>
        string.Join(' ', problems.Select(problem => problem.Message));
}
