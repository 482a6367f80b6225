namespace AgoraChat.Push.Tests;

/// <summary>The examples of answers about labels.</summary>
internal static class LabelCases
{
    private const string Name = "post-90s";
    private const long CreatedAt = 1_648_720_341_118;

    /// <summary>The Base64 of <c>easemob:push:label:cursor:</c> and the first digits of an id.</summary>
    private const string CursorStart = "ZWFzZW1vYjpwdXNoOmxhYmVsOmN1cnNvcjo5NTkxNTMwMDM4ODQxMzgw";

    private const long AddedAt = 1_648_721_496_324;

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new AnswerCase<Label>(
            "answers/label-create.json",
            client => client.Labels.CreateAsync(Name, "hah", CancellationToken.None),
            label => Assert.Equal(Expected(Name, count: null), label))
        {
            Arrange = scene =>
            {
                scene.SetTo(CreatedAt);
                return Task.CompletedTask;
            },
        },
        new AnswerCase<Label>(
            "answers/label-get.json",
            client => client.Labels.GetAsync("90", CancellationToken.None),
            label => Assert.Equal(Expected("90", count: 0), label))
        {
            Arrange = scene => CreateAsync(scene, "90", "hah", CreatedAt),
        },
        new AnswerCase<Page<Label>>(
            "answers/label-list.json",
            client => client.Labels.GetPageAsync(null, 100, CancellationToken.None),
            page =>
            {
                Assert.Equal(
                    [
                        Expected(Name, count: 0),
                        new()
                        {
                            Name = "post-80s",
                            Description = "post-80s generation",
                            MemberCount = 0,
                            CreatedAt = At(1_647_512_525_642),
                        },
                    ],
                    page.Items);
                Assert.Null(page.Cursor);
            })
        {
            Arrange = async scene =>
            {
                await CreateAsync(scene, "post-80s", "post-80s generation", 1_647_512_525_642);
                await CreateAsync(scene, Name, "hah", CreatedAt);
            },
        },
        new AnswerCase<bool>("answers/label-delete.json", DeleteAsync, Assert.True) { Arrange = CreateAsync },
        Change("answers/label-add-users.json", static (labels, users) =>
            labels.AddMembersAsync(Name, users, CancellationToken.None)),
        Change("answers/label-remove-users.json", static (labels, users) =>
            labels.RemoveMembersAsync(Name, users, CancellationToken.None)),
        new AnswerCase<LabelMember?>(
            "answers/label-member.json",
            client => client.Labels.FindMemberAsync(Name, "hx1", CancellationToken.None),
            member => Assert.Equal(Member, member))
        {
            Arrange = AddAsync,
        },
        new AnswerCase<Page<LabelMember>>(
            "answers/label-members.json",
            client => client.Labels.GetMembersPageAsync(Name, null, 1, CancellationToken.None),
            page =>
            {
                Assert.Equal([Member], page.Items);
                Assert.StartsWith(CursorStart, page.Cursor, StringComparison.Ordinal);
            })
        {
            Arrange = AddAsync,
        },
    ];

    private static LabelMember Member => new() { User = "hx1", AddedAt = At(AddedAt) };

    private static AnswerCase<LabelChange> Change(
        string name, Func<LabelsClient, IReadOnlyList<string>, Task<LabelChange>> call) =>
        new(name, client => call(client.Labels, ["hx1", "hx2"]), change =>
        {
            Assert.Equal(["hx1", "hx2"], change.Succeeded);
            Assert.Empty(change.Failed);
            Assert.Empty(change.Missing);
        })
        {
            Arrange = CreateAsync,
        };

    private static Label Expected(string name, long? count) =>
        new() { Name = name, Description = "hah", MemberCount = count, CreatedAt = At(CreatedAt) };

    private static async Task<bool> DeleteAsync(AgoraChatPushClient client)
    {
        await client.Labels.DeleteAsync(Name, CancellationToken.None);
        return true;
    }

    private static Task CreateAsync(FixtureScene scene) => CreateAsync(scene, Name, "hah", CreatedAt);

    private static Task CreateAsync(FixtureScene scene, string name, string description, long at)
    {
        scene.SetTo(at);
        return scene.Client.Labels.CreateAsync(name, description, CancellationToken.None);
    }

    // Two of them, so that a page of one is not the last.
    private static async Task AddAsync(FixtureScene scene)
    {
        await CreateAsync(scene);
        scene.SetTo(AddedAt);
        await scene.Client.Labels.AddMembersAsync(Name, ["hx1", "hx2"], CancellationToken.None);
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
