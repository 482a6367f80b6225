using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Audiences;

/// <summary>How a push, or one after the other, is sent while there is more to send than the limit lets pass.</summary>
/// <param name="SecondsToFirstCall">From the first <c>202</c> to the first call.</param>
/// <param name="ShareUsed">Of what the limit allows.</param>
/// <param name="Storage">What it cost storage.</param>
/// <param name="GrowthMegabytes">By how much the host's working set grew at most.</param>
internal sealed record PushFigures(
    double SecondsToFirstCall, double ShareUsed, StorageFigures Storage, double GrowthMegabytes);
