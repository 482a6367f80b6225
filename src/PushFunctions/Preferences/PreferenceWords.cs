using AgoraChat.Push;

namespace PushFunctions.Preferences;

/// <summary>The words for the far side's numbers and codes.</summary>
public static class PreferenceWords
{
    public static IReadOnlyList<(string Word, DisplayStyle Style)> Styles { get; } =
        [("summary", DisplayStyle.Notice), ("content", DisplayStyle.Message)];

    public static IReadOnlyList<(string Word, NotificationMode Mode)> Modes { get; } =
    [
        ("default", NotificationMode.Default), ("all", NotificationMode.All), ("mentions", NotificationMode.Mentions),
        ("none", NotificationMode.None),
    ];

    public static string Of(DisplayStyle style) => Styles.First(pair => pair.Style == style).Word;

    public static string Of(NotificationMode mode) => Modes.First(pair => pair.Mode == mode).Word;
}
