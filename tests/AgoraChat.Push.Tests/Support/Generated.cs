using FsCheck;
using FsCheck.Fluent;

namespace AgoraChat.Push.Tests;

/// <summary>Things of any shape that are within all limits.</summary>
internal static class Generated
{
    /// <summary>Messages in which every member of every section is there now and then.</summary>
    public static Gen<PushMessage> Messages =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => new MessageMaker(new Random(seed)).Message());
}
