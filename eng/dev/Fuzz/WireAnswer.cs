namespace PushFunctions.Dev.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 when the connection ended without an answer.</param>
/// <param name="Body">The body.</param>
/// <param name="HasHung">No answer and no end came in time.</param>
internal sealed record WireAnswer(int Status, string Body, bool HasHung = false)
{
    public static WireAnswer None { get; } = new(0, "");

    public static WireAnswer Hung { get; } = new(0, "", HasHung: true);
}
