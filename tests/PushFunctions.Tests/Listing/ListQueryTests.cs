using Microsoft.AspNetCore.Http;
using PushFunctions.Listing;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

public sealed class ListQueryTests
{
    [Fact]
    public void Without_words_it_asks_for_all_from_the_newest_on()
    {
        var (query, errors) = Read("");

        Assert.Equal(new ListQuery(Some.App, State: null, Type: null, 50, ListPlace.Start), query);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("waiting", PushState.Waiting)]
    [InlineData("sending", PushState.Sending)]
    [InlineData("paused", PushState.Paused)]
    [InlineData("stalled", PushState.Stalled)]
    [InlineData("finished", PushState.Finished)]
    [InlineData("cancelled", PushState.Cancelled)]
    public void Every_state_that_clients_see_is_known(string name, PushState state) =>
        Assert.Equal(state, Read($"?state={name}").Query!.State);

    [Fact]
    public void A_type_is_taken_as_it_is() => Assert.Equal("it's ä type", Read("?type=it%27s%20%C3%A4%20type").Query!.Type);

    [Theory]
    [InlineData("?state=", "state", "waiting, sending, paused, stalled, finished, cancelled")]
    [InlineData("?state=Finished", "state", "is 'Finished'")]
    [InlineData("?state=4", "state", "is '4'")]
    [InlineData("?state=waiting&state=paused", "state", "is none of")]
    [InlineData("?type=", "type", "1 to 1024 characters")]
    [InlineData("?type=a&type=b", "type", "1 to 1024 characters")]
    [InlineData("?type=a%0Ab", "type", "1 to 1024 characters")]
    [InlineData("?limit=0", "limit", "1 to 1,000")]
    [InlineData("?cursor=MDAx", "cursor", "Begin without one")]
    public void What_is_wrong_is_told_with_what_is_allowed(string text, string name, string allowed)
    {
        var (query, errors) = Read(text);

        Assert.Null(query);
        var error = Assert.Single(errors);
        Assert.Equal($"query:{name}", error.Path);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() => Assert.Equal(
        ["query:state", "query:type", "query:limit", "query:cursor"],
        Read("?cursor=x&limit=x&type=&state=x").Errors.Select(error => error.Path));

    [Fact]
    public void A_cursor_leads_to_the_place_that_it_was_made_of()
    {
        ListPlace[] places =
        [
            new(IndexRow.NewOpenKey(Some.PushId, Some.Now), 1), new(NewestFirst.KeyBefore(7), 64_000_000),
        ];

        Assert.All(places, place => Assert.Equal(
            place, Read($"?cursor={PageRequest.CursorAt($"{place}")}").Query!.After));
    }

    private static (ListQuery? Query, IReadOnlyList<FieldError> Errors) Read(string query) => ListQuery.Read(
        new DefaultHttpContext { Request = { QueryString = new(query) } }.Request, Some.App);
}
