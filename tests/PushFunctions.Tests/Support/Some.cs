using System.Text.Json;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>Ordinary things, for tests that are about something else.</summary>
internal static class Some
{
    public const string App = "default";
    public const string PushId = "abcdefghijklmnopqrstuvwxyz";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static JsonElement Message => Json("""{"title":"Order 17","content":"It is on its way."}""");

    public static DispatchStep Step => new() { App = App, PushId = PushId, Kind = StepKind.Feed, Due = Now };

    public static UserEntry Accepted => new(UserOutcome.Accepted, "SUCCESS", "", 1);

    public static UserEntry Retrying => new(UserOutcome.Retrying, "ERROR", "busy", 1);

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    /// <summary>An object of so many levels, itself included.</summary>
    public static string Deep(int levels) =>
        string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    public static IReadOnlyList<string> Users(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(no => $"user{no:D6}")];

    /// <summary>A parcel of a broadcast with batches of these sizes.</summary>
    public static Parcel Parcel(params int[] batches) => new()
    {
        App = App,
        PushId = PushId,
        Row = LedgerKey.Parcel(0),
        Urgency = Urgency.Broadcast,
        Strategy = 2,
        Due = Now,
        Messages = [Message],
        Batches = [.. batches.Select(
            (users, no) => new PushBatch { No = no, Message = 0, Users = Users(users, no * 100) })],
    };

    /// <summary>The only parcel of a push of so many users.</summary>
    public static Parcel Single(int users) => Parcel(users) with { Urgency = Urgency.Single };

    /// <summary>A push to one user that is not there yet.</summary>
    public static PushRow Draft => new()
    {
        PartitionKey = PushId,
        App = App,
        State = PushState.Waiting,
        Created = Now,
        Targets = 1,
        Batches = 1,
        Users = Bytes(Users(1)),
        Groups = Bytes(Layout(1).Groups),
        OpenRow = IndexRow.NewOpenKey(PushId, Now),
    };

    /// <summary>A broadcast with one message for each group of so many users.</summary>
    public static PushRow Push(params int[] groups)
    {
        var layout = Layout(groups);
        return new()
        {
            PartitionKey = PushId,
            App = App,
            State = PushState.Sending,
            Created = Now,
            Targets = groups.Sum(),
            Batches = layout.Groups.Sum(group => group.Batches),
            Blob = $"{PushId}/hash",
            Groups = Bytes(layout.Groups),
            Strategy = 2,
            OpenRow = IndexRow.NewOpenKey(PushId, Now),
        };
    }

    public static PushLayout Layout(params int[] groups) => Layout(groups, _ => Message);

    public static PushLayout Layout(IReadOnlyList<int> groups, Func<int, JsonElement> message)
    {
        var list = new List<PushGroup>();
        foreach (var users in groups)
            list.Add(new(message(list.Count), list.Sum(group => group.Batches), users));
        return new(list);
    }
}
