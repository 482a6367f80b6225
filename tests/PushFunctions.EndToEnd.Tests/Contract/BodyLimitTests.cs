using System.Net;
using System.Text;
using PushFunctions.Dev.Stack;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>The limit of each route's body, to the byte, as docs/api.md states it.</summary>
public sealed class BodyLimitTests(ContractBed bed) : IClassFixture<ContractBed>
{
    private const int Mebibyte = 1024 * 1024;
    private const int Small = 16 * 1024;

    private static readonly string Nobody = new('a', 26);

    /// <summary>Elsewhere: bodies that are signed or that are streams of lines, with limits by lines too.</summary>
    private static readonly IReadOnlyList<string> Elsewhere = ["AcceptHook", "PutManyNotifications"];

    private static readonly IReadOnlyDictionary<string, (string Method, string Path, int Bytes)> Limits =
        new Dictionary<string, (string, string, int)>
        {
            ["AcceptEvent"] = ("POST", "events", Mebibyte),
            ["PreviewEvent"] = ("POST", "events/preview", Mebibyte),
            // As the contract's host has it.
            ["PutAudience"] = ("PUT", "audiences/bounded", 20_000),
            ["PutLabel"] = ("PUT", "labels/bounded", Small),
            ["AddMembers"] = ("POST", "labels/vip/members", Mebibyte),
            ["RemoveMembers"] = ("POST", "labels/vip/members/remove", Mebibyte),
            ["ReplayPush"] = ("POST", $"pushes/{Nobody}/replay", Mebibyte),
            ["PutMapping"] = ("PUT", "mappings/bounded", 60 * 1024),
            ["PutNotifications"] = ("PUT", "users/ada/notifications", Small),
            ["PutConversation"] = ("PUT", "users/ada/conversations/user/bob", Small),
            ["CreateTemplate"] = ("POST", "templates", Small),
            ["PutTemplate"] = ("PUT", "templates/bounded", Small),
            ["PutBudget"] = ("PUT", "budgets/Presence", Mebibyte),
        };

    public static TheoryData<string> Operations => [.. Limits.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task One_byte_too_many_is_refused_with_and_without_its_length(string operation)
    {
        var (method, path, bytes) = Limits[operation];
        foreach (var isChunked in (bool[])[false, true])
        {
            var over = await AskAsync(method, path, bytes + 1, isChunked);
            Assert.True(over is (HttpStatusCode.RequestEntityTooLarge, "body_too_large"), $"{over}");
        }

        var within = await AskAsync(method, path, bytes, isChunked: false);
        Assert.True(within.Status != HttpStatusCode.RequestEntityTooLarge, $"{within}");
    }

    [Fact]
    public void Every_route_with_a_body_has_a_limit_here()
    {
        var described = ApiDescription.Read(RepositoryRoot.Path).Operations
            .Where(operation => operation.HasBody).Select(operation => operation.Id).ToList();

        Assert.Equal(
            described.Order(StringComparer.Ordinal),
            Limits.Keys.Concat(Elsewhere).Append("AcceptSource").Order(StringComparer.Ordinal));
    }

    /// <summary>JSON that is blank but for one value: only its size is wrong.</summary>
    private async Task<(HttpStatusCode Status, string Answer)> AskAsync(
        string method, string path, int bytes, bool isChunked)
    {
        var isList = path.StartsWith("audiences", StringComparison.Ordinal);
        var body = Encoding.ASCII.GetBytes(isList
            ? string.Concat(Enumerable.Repeat(new string('a', 63) + "\n", bytes / 64 + 1))[..bytes]
            : new string(' ', bytes - 1) + "1");
        using var request = new HttpRequestMessage(new(method), new Uri($"api/{path}", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new(isList ? "text/plain" : Posted.Json) } },
        };
        if (isChunked) request.Headers.TransferEncodingChunked = true;
        using var response = await bed.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Contains("\"body_too_large\"", StringComparison.Ordinal) ? "body_too_large" : text);
    }
}
