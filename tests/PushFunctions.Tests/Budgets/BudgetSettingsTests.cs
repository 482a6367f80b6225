using Microsoft.Extensions.Options;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class BudgetSettingsTests
{
    [Fact]
    public void Without_settings_the_limits_are_those_that_Agora_documents()
    {
        Assert.Equal(new(CallsPerSecond: 1), Limit("PushSync"));
        Assert.Equal(new(CallsPerMinute: 1_200), Limit("PushSingle"));
        Assert.Equal(new(CallsPerMinute: 1_200), Limit("PushByLabel"));
        Assert.Equal(new(CallsPerMinute: 5, CallsPerDay: 100), Limit("PushToEveryone"));
        Assert.Equal(new(CallsPerSecond: 100), Limit("Labels"));
        Assert.Equal(BudgetLimit.None, Limit("Total"));
        Assert.Equal((3, TimeSpan.FromMinutes(5)), (Terms("Tasks").Places, Terms("Tasks").HoldTime));
    }

    [Fact]
    public void The_free_plan_limits_all_calls_together() =>
        Assert.Equal(new(CallsPerSecond: 10), Limit("Total", ("Budgets__Preset", "agoraFree")));

    [Theory]
    [InlineData("PushSingle", 10)]
    [InlineData("PushToEveryone", 1)]
    [InlineData("Labels", 10)]
    [InlineData("Templates", 10)]
    [InlineData("Presence", 50)]
    public void Easemob_counts_seconds(string budget, int calls) =>
        Assert.Equal(new(CallsPerSecond: calls), Limit(budget, ("Budgets__Preset", "Easemob")));

    [Fact]
    public void What_is_set_of_a_limit_is_all_of_it() => Assert.Equal(
        new(CallsPerMinute: 10), Limit("PushToEveryone", ("Budgets__PushToEveryone__CallsPerMinute", "10")));

    [Fact]
    public void A_limit_of_one_app_goes_before_that_of_all() => Assert.Equal(
        [600, 2_400],
        new[] { Some.App, "other" }.Select(app => Limits.Settings(
                ("Budgets__PushSingle__CallsPerMinute", "600"),
                ("Agora__Apps__other__Budgets__PushSingle__CallsPerMinute", "2400"))
            .For(new(app, "PushSingle")).Limit.CallsPerMinute!.Value));

    [Fact]
    public void The_preset_of_one_app_goes_before_the_limits_of_all_and_keeps_their_allowances()
    {
        var terms = Terms(
            "PushSingle",
            ("Budgets__PushSingle__CallsPerMinute", "600"),
            ("Budgets__PushSingle__ClockAllowance", "00:00:00.500"),
            ("Agora__Apps__default__Budgets__Preset", "easemob"));

        Assert.Equal(new(CallsPerSecond: 10), terms.Limit);
        Assert.Equal(TimeSpan.FromMilliseconds(500), terms.Rate.Allowances.Clock);
    }

    [Fact]
    public void Allowances_are_those_of_minutes_or_seconds_where_none_are_set()
    {
        Assert.Equal(300, Terms("PushSingle").Rate.Allowances.Sum.TotalMilliseconds);
        Assert.Equal(100, Terms("PushSync").Rate.Allowances.Sum.TotalMilliseconds);
        Assert.Equal(
            130, Terms("PushSync", ("Budgets__PushSync__Tolerance", "00:00:00.050")).Rate.Allowances.Sum.TotalMilliseconds);
    }

    [Theory]
    [InlineData("Budgets__Preset", "free", "agora, agoraFree, easemob")]
    [InlineData("Budgets__Preset", "1", "agora, agoraFree, easemob")]
    [InlineData("Budgets__PushSingle__CallsPerSecond", "0", "between 1 and 10000")]
    [InlineData("Budgets__PushSingle__CallsPerMinute", "1000001", "between 1 and 1000000")]
    [InlineData("Budgets__PushSingle__CallsPerDay", "-1", "between 1 and 100000000")]
    [InlineData("Budgets__Tasks__Places", "0", "between 1 and 100")]
    [InlineData("Budgets__Tasks__HoldSeconds", "3601", "between 1 and 3600")]
    [InlineData("Agora__Apps__b__Budgets__Labels__CallsPerSecond", "10001", "between 1 and 10000")]
    [InlineData("Agora__Apps__b__Budgets__Preset", "none", "agora, agoraFree, easemob")]
    public void A_bad_value_is_named_with_its_setting_and_what_is_allowed(string setting, string value, string allowed)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Limits.Settings((setting, value)));

        Assert.Contains($"The setting {setting} is '{value}'. It must be", refused.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Budgets__PushSingel__CallsPerMinute", "Budgets__PushSingel", "PushSingle")]
    [InlineData("Budgets__PushSingle__CallsPerHour", "Budgets__PushSingle__CallsPerHour", "CallsPerDay")]
    [InlineData("Budgets__Tasks__CallsPerMinute", "Budgets__Tasks__CallsPerMinute", "Places, HoldSeconds")]
    [InlineData("Budgets__PushSync__Places", "Budgets__PushSync__Places", "CallsPerSecond")]
    [InlineData("Agora__Apps__b__Budgets__Totl__CallsPerDay", "Agora__Apps__b__Budgets__Totl", "Total")]
    public void A_word_that_is_not_known_is_refused(string setting, string named, string known)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Limits.Settings((setting, "1")));

        Assert.Contains($"The setting {named} is not known; known are", refused.Message, StringComparison.Ordinal);
        Assert.Contains(known, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        3,
        Assert.Throws<OptionsValidationException>(() => Limits.Settings(
            ("Budgets__Preset", "x"),
            ("Budgets__Labels__CallsPerSecond", "0"),
            ("Agora__Apps__b__Budgets__Labels__Tolerance", "00:00:02"))).Failures.Count());

    private static BudgetTerms Terms(string budget, params (string Name, string Value)[] settings) =>
        Limits.Settings(settings).For(new(Some.App, budget));

    private static BudgetLimit Limit(string budget, params (string Name, string Value)[] settings) =>
        Terms(budget, settings).Limit;
}
