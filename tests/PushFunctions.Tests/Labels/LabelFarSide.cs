using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PushFunctions.Tests.Labels;

/// <summary>The far side's labels in memory. It notes its calls; a test refuses users, or whole calls.</summary>
internal sealed class LabelFarSide : HttpMessageHandler
{
    private const string Root = "/push/label";

    private readonly Lock _gate = new();

    /// <summary>Who has each label.</summary>
    public Dictionary<string, List<string>> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>The calls that came, such as <c>POST vip 3</c>: the method, the label, how many users.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Why a user is refused; null: the user is not.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>What a call is answered instead of being done; null: it is done.</summary>
    public Func<string, IReadOnlyList<string>, HttpResponseMessage?> Answer { get; set; } = (_, _) => null;

    /// <summary>Done before a call is.</summary>
    public Func<string, Task> InTheAir { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> MembersOf(string label) =>
        [.. Labels.GetValueOrDefault(label, []).Order(StringComparer.Ordinal)];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var at = path.IndexOf(Root, StringComparison.Ordinal);
        if (at < 0) return new(HttpStatusCode.OK);
        var parts = path[(at + Root.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var users = await UsersAsync(request, cancellationToken);
        var label = parts.Length > 0 ? parts[0] : await NameAsync(request, cancellationToken);
        var call = string.Create(CultureInfo.InvariantCulture, $"{request.Method} {label} {users.Count}");
        await InTheAir(call);
        lock (_gate)
        {
            Calls.Add(call);
            if (Answer(call, users) is { } answer) return answer;
            return parts.Length == 0 ? OfLabels(request, label!) : OfLabel(request, label!, parts.Length > 1, users);
        }
    }

    private HttpResponseMessage OfLabels(HttpRequestMessage request, string label)
    {
        if (request.Method == HttpMethod.Get) return Page([.. Labels.Keys], name => new { name, count = 0 }, request);
        return Labels.TryAdd(label, [])
            ? Data(new { name = label })
            : FarSide.Refusal(400, "duplicate_unique_property_exists", $"push label {label} already exists");
    }

    private HttpResponseMessage OfLabel(
        HttpRequestMessage request, string label, bool isOfMembers, IReadOnlyList<string> users)
    {
        if (!Labels.TryGetValue(label, out var members))
            return FarSide.Refusal(400, "ResourceNotFoundException", $"push label not exists of {label}");
        if (!isOfMembers)
        {
            if (request.Method == HttpMethod.Delete) Labels.Remove(label);
            return request.Method == HttpMethod.Delete ? Data("success") : Data(new { name = label, count = members.Count });
        }

        if (request.Method == HttpMethod.Get) return Page(members, user => new { username = user }, request);
        var failed = users.Where(user => Refuses(user) is not null).ToDictionary(user => user, user => Refuses(user)!);
        foreach (var user in users.Where(user => !failed.ContainsKey(user)))
        {
            members.Remove(user);
            if (request.Method == HttpMethod.Post) members.Add(user);
        }

        return Data(new { success = users.Where(user => !failed.ContainsKey(user)), fail = failed });
    }

    private static HttpResponseMessage Data(object data) =>
        new(HttpStatusCode.OK) { Content = JsonContent.Create(new { data }) };

    private static HttpResponseMessage Page<T>(
        IReadOnlyList<string> all, Func<string, T> item, HttpRequestMessage request)
    {
        var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var from = query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var to = Math.Min(all.Count, from + int.Parse(query["limit"], CultureInfo.InvariantCulture));
        var data = all.Skip(from).Take(to - from).Select(item);
        return new(HttpStatusCode.OK)
        {
            Content = JsonContent.Create(new
            {
                data, cursor = to < all.Count ? to.ToString(CultureInfo.InvariantCulture) : null,
            }),
        };
    }

    private static async Task<IReadOnlyList<string>> UsersAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (request.Content is null) return [];
        using var body = JsonDocument.Parse(await request.Content.ReadAsByteArrayAsync(stop));
        return body.RootElement.TryGetProperty("usernames", out var users)
            ? [.. users.EnumerateArray().Select(user => user.GetString()!)]
            : [];
    }

    private static async Task<string?> NameAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (request.Content is null) return null;
        using var body = JsonDocument.Parse(await request.Content.ReadAsByteArrayAsync(stop));
        return body.RootElement.GetProperty("name").GetString();
    }
}
