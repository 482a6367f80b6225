using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Settle;

namespace PushFunctions.Tests;

public sealed class SettingsValidatorTests
{
    [Fact]
    public void The_defaults_of_all_options_pass()
    {
        Assert.True(Validate(AcceptOptions.Section, new AcceptOptions()).Succeeded);
        Assert.True(Validate(BudgetOptions.Section, new BudgetOptions(), BudgetNames.PushSingle).Succeeded);
        Assert.True(Validate(DeliveryOptions.Section, new DeliveryOptions()).Succeeded);
        Assert.True(Validate(RetryOptions.Section, new RetryOptions()).Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_bad_rate_is_named_with_its_setting_value_and_range(int callsPerMinute)
    {
        var message = Message(Validate("Budgets", new BudgetOptions { CallsPerMinute = callsPerMinute }, "PushSingle"));

        Assert.Contains($"The setting Budgets__PushSingle__CallsPerMinute is '{callsPerMinute}'.", message, StringComparison.Ordinal);
        Assert.Contains("between 1 and 1000000", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void The_ends_of_a_range_pass(int value)
    {
        Assert.True(Validate("Budgets", new BudgetOptions { CallsPerMinute = value }, "PushSingle").Succeeded);
        Assert.True(Validate("Accept", new AcceptOptions { MaxOpenPushes = value }).Succeeded);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(-1, false)]
    public void Allowances_are_at_most_a_second(int ms, bool passes)
    {
        var options = new BudgetOptions { NetworkAllowance = TimeSpan.FromMilliseconds(ms), ClockAllowance = TimeSpan.FromMilliseconds(ms) };

        Assert.Equal(passes ? 0 : 2, Validate("Budgets", options, "PushSingle").Failures?.Count() ?? 0);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var options = new BudgetOptions { CallsPerMinute = 0, Tolerance = TimeSpan.FromSeconds(2) };

        Assert.Equal(2, Validate("Budgets", options, "PushSingle").Failures!.Count());
    }

    [Theory]
    [InlineData(30, 14.9, true)]
    [InlineData(30, 15, false)]
    [InlineData(5, 12, false)]
    public void A_call_ends_in_less_than_half_of_a_claim(double claim, double call, bool passes)
    {
        var options = new DeliveryOptions { ClaimTime = TimeSpan.FromSeconds(claim), CallTimeout = TimeSpan.FromSeconds(call) };

        var result = Validate("Delivery", options);

        Assert.Equal(passes, result.Succeeded);
        if (!passes) Assert.Contains("Delivery__CallTimeout", Message(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:01.9", false)]
    [InlineData("00:00:02", true)]
    [InlineData("00:05:00", true)]
    [InlineData("00:05:00.1", false)]
    public void A_claim_is_held_2_s_to_5_min(string claim, bool passes)
    {
        var options = new DeliveryOptions
        {
            ClaimTime = TimeSpan.Parse(claim, System.Globalization.CultureInfo.InvariantCulture),
            CallTimeout = TimeSpan.FromSeconds(0.5),
        };

        Assert.Equal(passes, Validate("Delivery", options).Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(7 * 24 * 3600 + 1)]
    public void A_bad_wait_is_named_with_its_place_in_the_list(int seconds)
    {
        var options = new RetryOptions { Delays = ["00:00:30", $"{TimeSpan.FromSeconds(seconds)}"] };

        var message = Message(Validate("Retry", options));

        Assert.Contains(
            $"The setting Retry__Delays__1 is '{TimeSpan.FromSeconds(seconds)}'.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void At_most_20_waits_are_given(int count, bool passes)
    {
        var result = Validate(
            "Retry", new RetryOptions { Delays = [.. Enumerable.Repeat("00:00:01", count)] });

        Assert.Equal(passes, result.Succeeded);
        if (!passes) Assert.DoesNotContain("System.", Message(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    [InlineData(-0.1, false)]
    [InlineData(double.NaN, false)]
    public void Jitter_is_at_most_a_half(double jitter, bool passes) =>
        Assert.Equal(passes, Validate("Retry", new RetryOptions { Jitter = jitter }).Succeeded);

    private static ValidateOptionsResult Validate<T>(string section, T options, string? name = "")
        where T : class =>
        new SettingsValidator<T>(section).Validate(name, options);

    private static string Message(ValidateOptionsResult result)
    {
        Assert.True(result.Failed);
        return result.FailureMessage;
    }
}
