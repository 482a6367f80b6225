namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a message may be read into.</summary>
public sealed record Note(int Number, string Name);
