namespace AgoraChat.Push.Tests;

/// <summary>The cases of all examples.</summary>
internal static class FixtureCases
{
    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        .. SendingCases.All,
        .. EasemobCases.All,
        .. LabelCases.All,
        .. SettingsCases.All,
        .. UserCases.All,
        .. RequestCases.All,
        .. ErrorCases.All,
        .. TokenCases.All,
    ];
}
