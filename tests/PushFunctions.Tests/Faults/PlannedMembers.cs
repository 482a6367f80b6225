using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Storage;
using PushFunctions.Tests.Faults.Storage;

namespace PushFunctions.Tests.Faults;

/// <summary>
/// The labels of an event that goes to members: its users have one of two or both, and others who have one of them are
/// left out by a third.
/// </summary>
internal static class PlannedMembers
{
    /// <summary>What the event names.</summary>
    public static JsonObject Of(int no) => new()
    {
        ["any"] = new JsonArray($"even-{no}", $"odd-{no}"),
        ["none"] = new JsonArray($"muted-{no}"),
    };

    /// <summary>Puts the rows, as another program does.</summary>
    public static void Put(TableService tables, FaultPlan plan)
    {
        foreach (var (no, planned) in plan.Events.Index().Where(each => each.Item.As == PostedAs.Members))
        {
            for (var user = 0; user < planned.Users; user++)
            {
                if (user % 2 == 0 || user % 5 == 0) Put($"even-{no}", Accountant.User(no, user));
                if (user % 2 == 1) Put($"odd-{no}", Accountant.User(no, user));
                if (user % 3 != 0) continue;
                Put($"even-{no}", $"{Accountant.User(no, user)}.muted");
                Put($"muted-{no}", $"{Accountant.User(no, user)}.muted");
            }
        }

        void Put(string label, string user) => tables[TableNames.LabelMembers].Apply(new(
            TableChangeKind.Upsert, TableNames.LabelMembers, label, user, IfMatch: null,
            JsonElement.Parse(string.Create(
                CultureInfo.InvariantCulture, $$"""{"PartitionKey":"{{label}}","RowKey":"{{user}}"}"""))));
    }
}
