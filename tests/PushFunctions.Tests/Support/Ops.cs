namespace PushFunctions.Tests;

/// <summary>Settings of a callback, for tests of what it is told.</summary>
internal static class Ops
{
    public const string Name = "ops";
    public const string Url = "https://ops.example.com/told?token=hidden";

    public static IReadOnlyList<(string Name, string Value)> Settings(params string[] events) =>
    [
        ($"Callbacks__{Name}__Url", Url),
        ($"Callbacks__{Name}__Secrets__0", Hooks.Signer.Secret),
        ($"Callbacks__{Name}__Secrets__1", Hooks.Signer.OtherSecret),
        .. events.Select((what, no) => ($"Callbacks__{Name}__Events__{no}", what)),
    ];
}
