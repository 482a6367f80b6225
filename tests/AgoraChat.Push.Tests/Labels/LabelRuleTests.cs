namespace AgoraChat.Push.Tests;

/// <summary>What is refused before a call is made.</summary>
public sealed class LabelRuleTests
{
    public static TheoryData<string, Func<LabelsClient, Task>> Calls
    {
        get
        {
            Dictionary<string, Func<LabelsClient, string, Task>> byName = new()
            {
                ["create"] = (labels, name) => labels.CreateAsync(name, null, CancellationToken.None),
                ["get"] = (labels, name) => labels.GetAsync(name, CancellationToken.None),
                ["delete"] = (labels, name) => labels.DeleteAsync(name, CancellationToken.None),
                ["add"] = (labels, name) => labels.AddMembersAsync(name, ["ada"], CancellationToken.None),
                ["remove"] = (labels, name) => labels.RemoveMembersAsync(name, ["ada"], CancellationToken.None),
                ["find"] = (labels, name) => labels.FindMemberAsync(name, "ada", CancellationToken.None),
                ["page"] = (labels, name) => labels.GetMembersPageAsync(name, null, 1, CancellationToken.None),
            };
            string[] wrong = ["", new('a', 65), "a b", "vip/user", "标签", "vip\n", ".", ".."];
            var calls = new TheoryData<string, Func<LabelsClient, Task>>();
            foreach (var (call, make) in byName)
            {
                foreach (var name in wrong)
                    calls.Add($"{call} {name}", labels => make(labels, name));
            }

            return calls;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_name_that_is_not_allowed_is_refused_by_every_call(string what, Func<LabelsClient, Task> call)
    {
        var handler = StubHandler.Answering();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => call(Some.Client(handler).Labels));

        Assert.Contains("label's name", refusal.Message, StringComparison.Ordinal);
        Assert.True(handler.Calls.Count == 0, what);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Post-90s_v1.2")]
    [InlineData("...")]
    public async Task A_name_that_is_allowed_is_asked_for(string name)
    {
        var handler = StubHandler.Answering("""{"data":{"name":"x"}}""", """{"data":{"name":"x"}}""");

        await Some.Client(handler).Labels.GetAsync(name, CancellationToken.None);
        await Some.Client(handler).Labels.GetAsync(name.PadRight(64, 'z'), CancellationToken.None);

        Assert.Equal([$"GET push/label/{name}", $"GET push/label/{name.PadRight(64, 'z')}"], handler.Asked);
    }

    [Fact]
    public async Task A_description_has_at_most_255_characters()
    {
        var handler = StubHandler.Answering("""{"data":{"name":"vip"}}""");
        var labels = Some.Client(handler).Labels;

        await labels.CreateAsync("vip", new string('d', 255), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => labels.CreateAsync("vip", new string('d', 256), CancellationToken.None));

        Assert.StartsWith(
            "The label's description has 256 characters; 0 to 255 are allowed.", refusal.Message,
            StringComparison.Ordinal);
        Assert.Single(handler.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_change_names_1_to_100_users(int users)
    {
        var handler = StubHandler.Answering();
        var labels = Some.Client(handler).Labels;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => labels.AddMembersAsync("vip", Some.Users(users), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => labels.RemoveMembersAsync("vip", Some.Users(users), CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_user_no_address_can_hold_is_refused(string user)
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentException>(
            () => Some.Client(handler).Labels.FindMemberAsync("vip", user, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }
}
