using PushFunctions.Dev;
using PushFunctions.Dev.Test;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class TestArgumentsTests
{
    private static readonly TestProject[] All = [new("AgoraChat.Push.Tests"), new("PushFunctions.Tests")];

    [Fact]
    public void No_name_means_all_projects() =>
        Assert.Equal(All, TestArguments.Parse([]).Choose(All));

    [Fact]
    public void A_part_of_a_name_chooses_in_any_case() =>
        Assert.Equal([All[0]], TestArguments.Parse(["agora"]).Choose(All));

    [Theory]
    [InlineData("--filter", "Name~a")]
    [InlineData("--filter=Name~a")]
    public void Passes_the_filter_on(params string[] arguments) =>
        Assert.Equal("Name~a", TestArguments.Parse(arguments).Filter);

    [Fact]
    public void Names_the_projects_when_none_fits()
    {
        var refused = Assert.Throws<UsageException>(() => TestArguments.Parse(["Nope"]).Choose(All));

        Assert.Contains("AgoraChat.Push.Tests, PushFunctions.Tests", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter")]
    [InlineData("--verbose")]
    public void Refuses_what_it_does_not_know(string argument) =>
        Assert.Throws<UsageException>(() => TestArguments.Parse([argument]));
}
