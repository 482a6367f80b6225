namespace PushFunctions.Lists;

/// <summary>A sorted part of a list, each line once, in a blob of its own.</summary>
/// <param name="Blob">The blob's name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Count">Its lines.</param>
public sealed record Run(string Blob, long Bytes, int Count);
