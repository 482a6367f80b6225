using System.Text;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;

namespace PushFunctions.Tests.Events;

public sealed class ForeignFormTests
{
    private static readonly ForeignForm Form = new()
    {
        Id = EventPlace.Parse("header:X-Id"),
        Type = EventPlace.Parse("/kind"),
        TypePrefix = "shop.",
        Targets = EventPlace.Parse("/who"),
        Data = EventPlace.Parse("/what"),
    };

    [Fact]
    public void Each_part_is_taken_from_its_place()
    {
        var read = Event(Form, """{"kind":"sold","who":"ada","what":{"n":1.0},"app":"x","to":"y","push":"z"}""");

        Assert.Equal(("id-1", "shop.sold", "default"), (read.Id, read.Type, read.App));
        Assert.Equal(["ada"], read.To!.Ids);
        Assert.Equal("""{"n":1.0}""", read.Data.GetRawText());
        Assert.Null(read.Push);
    }

    [Theory]
    [InlineData("\"ada\"", "ada")]
    [InlineData("\"ada, bob\"", "ada bob")]
    [InlineData("[\"bob\",\"ada\"]", "ada bob")]
    [InlineData("42", "42")]
    [InlineData("[42,\"ada\"]", "42 ada")]
    [InlineData("{\"users\":[\"ada\"]}", "ada")]
    [InlineData("{\"user\":\"ada\"}", "ada")]
    public void Users_come_in_several_forms(string who, string users) =>
        Assert.Equal(users.Split(' '), Event(Form, $$"""{"kind":"k","who":{{who}},"what":1}""").To!.Ids);

    [Theory]
    [InlineData("""{"who":"ada","what":1}""", "/kind")]
    [InlineData("""{"kind":{},"who":"ada","what":1}""", "/kind")]
    [InlineData("""{"kind":1.5,"who":"ada","what":1}""", "/kind")]
    [InlineData("""{"kind":"k","what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":null,"what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":"Ada","what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":1.5,"what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":[],"what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":["ada","Bob"],"what":1}""", "/who/1")]
    [InlineData("""{"kind":"k","who":{"users":["Bob"]},"what":1}""", "/who/users/0")]
    [InlineData("""{"kind":"k","who":{"user":"Bob"},"what":1}""", "/who/user")]
    [InlineData("""{"kind":"k","who":"ada,Bob","what":1}""", "/who")]
    [InlineData("""{"kind":"k","who":"ada"}""", "/what")]
    [InlineData("[]", "/kind,/who,/what")]
    [InlineData("17", "/kind,/who,/what")]
    public void What_is_missing_or_wrong_is_told_by_its_place(string body, string paths) =>
        Assert.Equal(paths.Split(','), Refused(Form, body));

    [Fact]
    public void A_header_that_is_missing_or_doubled_is_told_by_its_name()
    {
        const string Body = """{"kind":"k","who":"ada","what":1}""";

        Assert.Equal(["header:X-Id"], Refused(Form, Body, headers => headers.Remove("X-Id")));
        Assert.Equal(["header:X-Id"], Refused(Form, Body, headers => headers["X-Id"] = ""));
        Assert.Equal(["header:X-Id"], Refused(Form, Body, headers => headers["X-Id"] = new(["a", "b"])));
    }

    [Fact]
    public void Without_a_place_the_signed_id_is_the_id_or_else_the_bodys_SHA256()
    {
        var form = Form with { Id = null };
        const string Body = """{"kind":"k","who":"ada","what":1}""";

        Assert.Equal("signed", Event(form, Body, signedId: "signed").Id);
        // printf '%s' "$body" | sha256sum
        Assert.Equal("e283aa190433966dea34e9394c762f6eced0772316a0bf21bdb6609b8c550dda", Event(form, Body).Id);
    }

    [Fact]
    public void Without_a_place_all_of_the_body_is_data_and_all_events_are_of_one_type()
    {
        var form = new ForeignForm { OnlyType = "only", Targets = EventPlace.Parse("header:X-Who") };

        var read = Event(form, """{"a":[1]}""", headers => headers["X-Who"] = "ada,bob");

        Assert.Equal(("only", """{"a":[1]}"""), (read.Type, read.Data.GetRawText()));
        Assert.Equal(["ada", "bob"], read.To!.Ids);
    }

    [Theory]
    [InlineData("/type", "/kind", "")]
    [InlineData("/data", "/what", "")]
    [InlineData("/data/n", "/what/n", "/n")]
    [InlineData("/dataX", "/dataX", "/dataX")]
    [InlineData("/to", "/who", "")]
    public void What_is_found_wrong_later_has_its_place(string path, string withPlaces, string without)
    {
        const string Body = """{"kind":"k","who":"ada","what":{"n":1} }""";

        Assert.Equal(withPlaces, Event(Form, Body).Place(path));
        Assert.Equal(without, Event(new() { OnlyType = "only" }, Body).Place(path));
        Assert.Equal("header:X-Id", Event(Form with { Data = EventPlace.Parse("header:X-Id") }, Body).Place("/data/n"));
    }

    [Theory]
    [InlineData("{\"kind\":\"k\",\"who\":\"ada\",\"what\":1,\"more\":\"\\ud800\"}")]
    [InlineData("{\"kind\":\"k\",\"kind\":\"k\"}")]
    [InlineData("{")]
    public void What_is_not_good_JSON_is_refused(string body) =>
        Assert.Equal("malformed_json", Read(Form, body, null, null) is EventRead.Refused refused ? refused.Problem.Code : "");

    private static AppEvent Event(
        ForeignForm form, string body, Action<IHeaderDictionary>? change = null, string? signedId = null) =>
        Assert.IsType<EventRead.Event>(Read(form, body, change, signedId)).Value;

    private static IEnumerable<string> Refused(
        ForeignForm form, string body, Action<IHeaderDictionary>? change = null) =>
        Assert.IsType<EventRead.Refused>(Read(form, body, change, null)).Problem.Errors.Select(error => error.Path);

    private static EventRead Read(ForeignForm form, string body, Action<IHeaderDictionary>? change, string? signedId)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "application/json";
        request.Headers["X-Id"] = "id-1";
        change?.Invoke(request.Headers);
        var origin = new EventOrigin { Source = "hook:x", SignedId = signedId, App = "default", Form = form };
        return Assert.Single(PostedEvents.Read(request, Encoding.UTF8.GetBytes(body), origin).Reads);
    }
}
