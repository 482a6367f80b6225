namespace AgoraChat.Simulator;

/// <summary>A fault at work.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Happened">The calls it has happened to.</param>
/// <param name="Fault">The fault as it was set.</param>
public sealed record FaultState(int Id, int Happened, Fault Fault);
