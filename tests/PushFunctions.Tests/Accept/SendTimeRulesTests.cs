using System.Globalization;
using PushFunctions.Accept;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Accept;

public sealed class SendTimeRulesTests
{
    [Theory]
    [InlineData("00:00:00", false)]
    [InlineData("-00:01:00", false)]
    [InlineData("-00:01:00.001", true)]
    [InlineData("366.00:00:00", false)]
    [InlineData("366.00:00:00.001", true)]
    [InlineData("-365.00:00:00", true)]
    public void A_time_lies_between_a_minute_ago_and_a_year_ahead(string ahead, bool isRefused)
    {
        var problem = SendTimeRules.FindProblem(Push(ahead));

        Assert.Equal(isRefused ? ["/sendAt"] : [], problem?.Errors.Select(error => error.Path) ?? []);
    }

    [Theory]
    [InlineData("01:00:00", "01:00:00.001", false)]
    [InlineData("01:00:00", "01:00:00", true)]
    [InlineData("01:00:00", "00:59:59", true)]
    [InlineData("-00:00:30", "00:00:00.001", false)]
    [InlineData("-00:00:30", "00:00:00", true)]
    [InlineData("-00:00:30", "-00:00:10", true)]
    public void The_end_comes_after_the_time_to_send_at_and_is_to_come(string ahead, string end, bool isRefused)
    {
        var push = Push(ahead);
        push.ExpiresAt = Some.Now + Span(end);

        var problem = SendTimeRules.FindProblem(push);

        Assert.Equal(isRefused ? ["/expiresAt"] : [], problem?.Errors.Select(error => error.Path) ?? []);
    }

    [Fact]
    public void An_end_that_a_mapping_gives_counts_from_the_time_and_need_not_exist()
    {
        Assert.Equal(Some.Now.AddHours(1), SendTimeRules.EndOf(Some.Now, TimeSpan.FromHours(1)));
        Assert.Null(SendTimeRules.EndOf(Some.Now, after: null));
        Assert.Null(SendTimeRules.EndOf(DateTimeOffset.MaxValue, TimeSpan.FromDays(365)));
    }

    private static PushRow Push(string ahead)
    {
        var push = Some.Draft;
        push.SendAt = Some.Now + Span(ahead);
        return push;
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
