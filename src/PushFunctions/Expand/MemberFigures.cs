namespace PushFunctions.Expand;

/// <summary>How many users some labels choose.</summary>
/// <param name="Users">So many.</param>
/// <param name="Bytes">Of their ids, each with its line's end.</param>
/// <param name="Requests">Requests to storage that looking them all up takes.</param>
/// <param name="Precision">How far this is to be trusted.</param>
public sealed record MemberFigures(int Users, long Bytes, int Requests, MemberPrecision Precision);
