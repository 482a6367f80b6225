namespace PushFunctions.Lists;

/// <summary>A line that is no user id.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RefusedLine(int Line, string Reason);
