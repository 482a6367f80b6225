namespace AgoraChat.Push.Tests;

/// <summary>The documents' examples are what the simulator answers, what the client sends, and what it reads.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string> Names => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_example_is_what_both_sides_hold_to(string name)
    {
        var proof = FixtureCases.All.SingleOrDefault(each => each.Name == name);

        Assert.True(proof is not null, $"tests/fixtures/{name} has no case, so nothing proves it; add one.");
        await proof.ProveAsync(Fixture.Load(name));
    }

    [Fact]
    public void Each_case_has_its_file() =>
        Assert.Equal(Fixture.Names, FixtureCases.All.Select(each => each.Name).Order(StringComparer.Ordinal));
}
