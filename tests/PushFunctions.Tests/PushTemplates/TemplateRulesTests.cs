using PushFunctions.PushTemplates;

namespace PushFunctions.Tests.PushTemplates;

public sealed class TemplateRulesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Order17Shipped")]
    [InlineData("Default")]
    public void A_name(string name) => Assert.Null(TemplateRules.FindProblem(name));

    [Theory]
    [InlineData("", "1 to 64")]
    [InlineData("order-shipped", "1 to 64")]
    [InlineData("grün", "1 to 64")]
    [InlineData("default", "its own|own templates")]
    [InlineData("detail", "its own|own templates")]
    public void No_name(string name, string says) =>
        Assert.Contains(says.Split('|')[^1], TemplateRules.FindProblem(name), StringComparison.Ordinal);

    [Fact]
    public void A_name_has_up_to_64_characters()
    {
        Assert.Null(TemplateRules.FindProblem(new('x', 64)));
        Assert.NotNull(TemplateRules.FindProblem(new('x', 65)));
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("Hello, {0}")]
    [InlineData("{1} and {0}, {0} again")]
    [InlineData("{$fromNickname}: {$msg} {$dynamicFrom}")]
    [InlineData("A smile :} is none")]
    public void A_text(string text) => Assert.Null(TemplateRules.FindTextProblem(text));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{name}", "{name}', which is no placeholder")]
    [InlineData("{}", "{}', which is no placeholder")]
    [InlineData("{ 0 }", "no placeholder")]
    [InlineData("{01}", "no placeholder")]
    [InlineData("{100}", "no placeholder")]
    [InlineData("{$MSG}", "no placeholder")]
    [InlineData("{{0}}", "no placeholder")]
    [InlineData("Hello, {0", "at position 8")]
    [InlineData("{1}", "has {1} and not {0}")]
    [InlineData("{0} {2}", "has {2} and not {1}")]
    public void No_text(string text, string says) =>
        Assert.Contains(says, TemplateRules.FindTextProblem(text), StringComparison.Ordinal);

    [Fact]
    public void A_hundred_arguments_are_a_text() => Assert.Null(
        TemplateRules.FindTextProblem(string.Concat(Enumerable.Range(0, 100).Select(number => $"{{{number}}}"))));
}
