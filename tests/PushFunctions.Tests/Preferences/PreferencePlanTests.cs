using AgoraChat.Push;
using PushFunctions.Preferences;

namespace PushFunctions.Tests.Preferences;

public sealed class PreferencePlanTests
{
    private static readonly PreferenceChange All = new()
    {
        DisplayName = "Ada", DisplayStyle = DisplayStyle.Message, Mode = NotificationMode.None,
        QuietHours = QuietHours.Off, MuteFor = TimeSpan.Zero, Language = "",
    };

    /// <summary>Every subset there is: a call for each of three groups of which something is set, and no other.</summary>
    [Fact]
    public void Every_subset_takes_the_fewest_calls_and_sets_each_field_once()
    {
        for (var subset = 1; subset < 64; subset++)
        {
            var fields = PreferenceFields.OfApp.Where((_, place) => (subset & (1 << place)) != 0).ToList();
            var change = Of(fields);

            var calls = PreferencePlan.For(change);

            var fewest = Any(fields, "displayName", "displayStyle") + Any(fields, "mode", "quietHours", "muteFor")
                + Any(fields, "language");
            Assert.Equal(fewest, calls.Count);
            Assert.Equal(fields, calls.SelectMany(call => call.Fields));
            Assert.Equal(calls.Count, calls.Select(call => call.Budget).Distinct().Count());
        }
    }

    private static int Any(List<string> fields, params string[] group) => group.Any(fields.Contains) ? 1 : 0;

    private static PreferenceChange Of(List<string> fields) => new()
    {
        DisplayName = fields.Contains("displayName") ? All.DisplayName : null,
        DisplayStyle = fields.Contains("displayStyle") ? All.DisplayStyle : null,
        Mode = fields.Contains("mode") ? All.Mode : null,
        QuietHours = fields.Contains("quietHours") ? All.QuietHours : null,
        MuteFor = fields.Contains("muteFor") ? All.MuteFor : null,
        Language = fields.Contains("language") ? All.Language : null,
    };
}
