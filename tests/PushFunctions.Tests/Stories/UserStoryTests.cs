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
        }),
        tests: 25);

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
        Assert.Equal(Enumerable.Range(1, answered.Count), answered.Select(entry => entry.Tries));
        Assert.All(story.History.SkipLast(1), entry => Assert.Equal(UserOutcome.Retrying, entry.Outcome));
        if (story.History is [.., var last]) Assert.Equal(story.Outcome, last.Outcome);
        if (story.History is [var first, ..]) Assert.Equal(first.Batch, story.Batch);
    }

    private static async Task CheckFailuresAsync(PushTale tale, IReadOnlyList<UserStory> stories)
    {
        foreach (var outcomes in Failures.Select(outcome => new[] { outcome }).Append(Failures))
        {
            var failures = await tale.FailuresAsync(outcomes);

            Assert.Equal(
                stories.Where(story => outcomes.Contains(story.Outcome)).OrderBy(story => story.User, StringComparer.Ordinal)
                    .Select(story => (story.User, story.Outcome, story.Status!, story.Description!, story.Tries)),
                failures.OrderBy(failure => failure.User, StringComparer.Ordinal)
                    .Select(failure => (failure.User, failure.Outcome, failure.Status, failure.Description, failure.Tries)));
        }
    }
}
