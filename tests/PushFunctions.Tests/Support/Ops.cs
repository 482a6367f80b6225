using PushFunctions.Storage;
using PushFunctions.Tests.Contract;

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

    /// <summary>What callbacks are to be told, as it was put on their queue.</summary>
    public static IReadOnlyList<Notice> Notices(MemoryBed bed) =>
    [
        .. bed.Callbacks.Puts.Select(put =>
        {
            Assert.True(QueueText.TryReadNotice(put.Text, out var notice, out var why), why);
            return notice;
        }),
    ];

    /// <summary>Asserts that each of these is as the description of the API says.</summary>
    public static async Task AssertDescribedAsync(IEnumerable<Notice> notices)
    {
        using var checker = new SchemaChecker(Repository.Root);
        foreach (var notice in notices)
        {
            var at = Api.Description.Resolve(
                $"/webhooks/{notice.Event}/post/requestBody/content/application~1json/schema").At;
            Assert.Empty(await checker.CheckAsync(at, Some.Json(notice.Body)));
        }
    }
}
