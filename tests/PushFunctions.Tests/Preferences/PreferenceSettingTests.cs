using System.Text;
using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Budgets;
using PushFunctions.Preferences;
using PushFunctions.PushTemplates;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Preferences;

/// <summary>One user's preferences, with a clock that tests move.</summary>
public sealed class PreferenceSettingTests : IDisposable
{
    private readonly PreferenceBed _bed = new(("Preferences__WaitTime", "00:00:10"));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_call_that_fails_is_made_four_times_and_no_more()
    {
        _bed.FarSide.Answer = (_, _) => new(System.Net.HttpStatusCode.BadGateway);
        var begun = _bed.Time.Now;

        var (status, body) = Put("""{"language":"de"}""");

        Assert.Equal((503, "unknown"), (status, body.GetProperty("fields").GetProperty("language").GetString()));
        Assert.Equal(4, _bed.FarSide.Calls.Count);
        Assert.InRange(_bed.Time.Now - begun, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void What_an_earlier_try_may_have_set_is_unknown_though_the_last_was_not_sent()
    {
        using var bed = new PreferenceBed(("Preferences__WaitTime", "00:00:02"));
        bed.FarSide.Answer = (_, _) => new(System.Net.HttpStatusCode.BadGateway);
        bed.FarSide.IsAway = () => bed.FarSide.Calls.Count > 0;

        var (status, body) = Put("""{"language":"de"}""", bed);

        Assert.Single(bed.FarSide.Calls);
        Assert.Equal((503, "unknown"), (status, body.GetProperty("fields").GetProperty("language").GetString()));
    }

    [Fact]
    public void A_template_that_an_earlier_try_may_have_deleted_is_not_forgotten()
    {
        using var bed = new PreferenceBed();
        var tries = 0;
        bed.FarSide.Bare = _ => ++tries == 1
            ? new(System.Net.HttpStatusCode.BadGateway)
            : throw new HttpRequestException(HttpRequestError.ConnectionError);
        bed.Run(async () =>
        {
            using var turn = new AwaitedTurn(TimeSpan.FromSeconds(2), bed.Time);
            await bed.Get<TemplateReplacement>().ReplaceAsync(
                "default", new("order", "New", "text"),
                new() { Name = "order", TitlePattern = "Old", ContentPattern = "text" }, turn.Way);
        });

        Assert.True(tries > 1, $"{tries} tries");
        var row = bed.Table.Find<TemplateChangeRow>(
            TemplateChangeRow.Partition, TemplateChangeRow.KeyOf("default", "order"));
        Assert.Equal(("New", "Old"), (row?.Title, row?.OldTitle));
    }

    [Fact]
    public void Tries_end_with_the_time_that_a_request_waits()
    {
        using var bed = new PreferenceBed(("Preferences__WaitTime", "00:00:02"));
        bed.FarSide.Answer = (_, _) => new(System.Net.HttpStatusCode.BadGateway);
        var begun = bed.Time.Now;

        Put("""{"displayName":"Ada","language":"de"}""", bed);

        Assert.InRange(bed.Time.Now - begun, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.1));
        Assert.Equal(2, bed.FarSide.Calls.Count);
    }

    [Fact]
    public void When_no_call_can_be_made_for_longer_none_is_and_all_is_to_be_sent_again()
    {
        _bed.Run(() => _bed.Get<BudgetStore>().ChangeAsync(
            new("default", BudgetNames.Language),
            budget =>
            {
                budget.Row.Next = _bed.Time.Now + TimeSpan.FromSeconds(30);
                return (true, true);
            },
            CancellationToken.None));

        var (status, body) = Put("""{"displayName":"Ada","language":"de"}""");

        Assert.Equal(503, status);
        Assert.Empty(_bed.FarSide.Calls);
        Assert.Equal("""{"displayName":"Ada","language":"de"}""", body.GetProperty("sendAgain").GetRawText());
        Assert.Equal("""{"displayName":"failed","language":"failed"}""", body.GetProperty("fields").GetRawText());
    }

    private (int Status, JsonElement Body) Put(string json, PreferenceBed? bed = null)
    {
        bed ??= _bed;
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var answer = new MemoryStream();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        context.Response.Body = answer;
        bed.Run(async () =>
        {
            var result = await bed.Get<PreferenceSetting>().SetAsync(
                context.Request, new("default", "ada", new NotificationScope.App()), CancellationToken.None);
            await result.ExecuteAsync(context);
        });
        return (context.Response.StatusCode, JsonElement.Parse(answer.ToArray()));
    }
}
