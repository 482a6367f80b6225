using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Settle;

/// <summary>What the settings <c>Retry__…</c> may say.</summary>
public sealed class RetrySettingsTests
{
    private const string Rule = "A wait must be hh:mm:ss, more than 0 and at most 7 days.";

    [Fact]
    public void Without_any_the_default_is_used() => Assert.Equal(
        [
            TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
            TimeSpan.FromHours(6),
        ],
        Read().Schedule);

    [Fact]
    public void What_is_given_is_the_whole_list() => Assert.Equal(
        [TimeSpan.FromSeconds(5), TimeSpan.FromDays(7)],
        Read(("Retry__Delays__0", "00:00:05"), ("Retry__Delays__1", "7.00:00:00")).Schedule);

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("30")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("7.00:00:01")]
    public void A_wait_that_is_none_stops_the_start_though_others_are_good(string wait) => Assert.Equal(
        $"The setting Retry__Delays__1 is '{wait}'. {Rule}",
        Assert.Single(Problems(("Retry__Delays__0", "00:00:05"), ("Retry__Delays__1", wait))));

    [Theory]
    [InlineData("Retry__Delays", "", "The setting Retry__Delays is a list; name its items Retry__Delays__0")]
    [InlineData("Retry__Delays", "00:00:05", "The setting Retry__Delays is a list; name its items Retry__Delays__0")]
    [InlineData("Retry__Delay__0", "00:00:05", "The setting Retry__Delay is not known; known are Delays, Jitter.")]
    [InlineData("Retry__Jiter", "0", "The setting Retry__Jiter is not known; known are Delays, Jitter.")]
    public void So_does_what_would_be_passed_over(string name, string value, string problem) =>
        Assert.Contains(Problems((name, value)), said => said.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void At_most_20_waits_are_given(int count, bool passes)
    {
        (string, string)[] settings = [.. Enumerable.Range(0, count).Select(no => ($"Retry__Delays__{no}", "00:00:01"))];

        if (passes) Assert.Equal(count, Read(settings).Schedule.Count);
        else Assert.Equal("The setting Retry__Delays is 'a list of 21'. Give 1 to 20 waits.", Assert.Single(Problems(settings)));
    }

    private static IEnumerable<string> Problems(params (string Name, string Value)[] settings) =>
        Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures;

    private static RetryOptions Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Name.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build();
        using var services = new ServiceCollection().AddPushFunctions(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<RetryOptions>>().Value;
    }
}
