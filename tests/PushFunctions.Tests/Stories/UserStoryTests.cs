using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Stories;

/// <summary>The stories of all users of a push against its counts and the far side's answers, whatever happens.</summary>
public sealed class UserStoryTests
{
    private static readonly UserOutcome[] Failures =
        [UserOutcome.Failed, UserOutcome.Dead, UserOutcome.Unknown, UserOutcome.Expired, UserOutcome.Cancelled];

    [Fact]
    public void At_any_moment_the_stories_of_all_users_are_the_counts_of_the_push() => Holds.ForAll(
        Holds.Seeds,
        seed => Loop.Run(new ManualTime(), async () =>
        {
            using var tale = await PushTale.BeginAsync(seed);
            for (var look = 0; look < 4; look++)
            {
                for (var turn = 0; turn < 10; turn++) await tale.GoOnAsync();
                await CheckAsync(tale);
            }

            await tale.EndAsync();

            var stories = await CheckAsync(tale);
            Assert.DoesNotContain(
                stories, story => story.Outcome is UserOutcome.Pending or UserOutcome.Retrying || story.NextTry is not null);
            await CheckFailuresAsync(tale, stories);

            for (var replay = 1; replay <= 2 && await tale.ReplayAsync(); replay++)
            {
                for (var look = 0; look < 2; look++)
                {
                    await CheckAsync(tale);
                    for (var turn = 0; turn < 8; turn++) await tale.GoOnAsync();
                }

                await tale.EndAsync();
                await CheckFailuresAsync(tale, await CheckAsync(tale));
            }
        }),
        tests: 15);

    private static async Task<IReadOnlyList<UserStory>> CheckAsync(PushTale tale)
    {
        var stories = new List<UserStory>();
        foreach (var user in tale.Users) stories.Add(await tale.StoryOfAsync(user));

        var push = await tale.LookAsync();
        Assert.Equal(
            new(
                Count(UserOutcome.Pending), Count(UserOutcome.Accepted), Count(UserOutcome.Retrying),
                Count(UserOutcome.Failed), Count(UserOutcome.Dead), Count(UserOutcome.Expired),
                Count(UserOutcome.Cancelled), Count(UserOutcome.Unknown)),
            push.Counts);
        Assert.Equal(stories.Count(story => story.PossiblyTwice), push.PossiblyTwice);
        Assert.All(stories, story => CheckAnswers(tale, story));
        return stories;

        int Count(UserOutcome outcome) => stories.Count(story => story.Outcome == outcome);
    }

    private static void CheckAnswers(PushTale tale, UserStory story)
    {
        var answered = story.History.Where(entry => entry.Status is not (null or "EXPIRED" or "CANCELLED" or "UNKNOWN")).ToList();
        Assert.All(answered, entry => Assert.Equal(
            tale.AnswerTo(story.User, entry.Tries), (entry.Status, entry.Description)));
        // Each round has tries of its own; the story has all.
        var tries = answered.Select(entry => entry.Tries).ToList();
        Assert.All(tries.Index(), entry => Assert.True(
            entry.Item == (entry.Index == 0 ? 1 : tries[entry.Index - 1] + 1) || entry.Item == 1, string.Join(", ", tries)));
        if (!story.History.Any(entry => entry.Status is "EXPIRED" or "CANCELLED" or "UNKNOWN"))
            Assert.Equal(tries.Count, story.Tries);
        Assert.All(story.History.SkipLast(1), entry => Assert.Equal(UserOutcome.Retrying, entry.Outcome));
        if (story.History is [.., var last]) Assert.Equal(story.Outcome, last.Outcome);
        if (story.History is [var first, ..]) Assert.Equal(first.Batch, story.Batch);
    }

    /// <summary>A failure tells of the last round alone.</summary>
    private static int TriesOfRound(UserStory story) => story.History is [.., var last] ? last.Tries : story.Tries;

    private static async Task CheckFailuresAsync(PushTale tale, IReadOnlyList<UserStory> stories)
    {
        foreach (var outcomes in Failures.Select(outcome => new[] { outcome }).Append(Failures))
        {
            var failures = await tale.FailuresAsync(outcomes);

            Assert.Equal(
                stories.Where(story => outcomes.Contains(story.Outcome)).OrderBy(story => story.User, StringComparer.Ordinal)
                    .Select(story => (story.User, story.Outcome, story.Status!, story.Description!, TriesOfRound(story))),
                failures.OrderBy(failure => failure.User, StringComparer.Ordinal)
                    .Select(failure => (failure.User, failure.Outcome, failure.Status, failure.Description, failure.Tries)));
        }
    }
}
