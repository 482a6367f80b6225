using AgoraChat.Push;
using Microsoft.Extensions.Options;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Settle;

public sealed class OutcomePolicyTests
{
    private readonly OutcomePolicy _policy = new(new(Options.Create(new RetryOptions())));

    [Theory]
    [InlineData(PushStatus.Success, null, UserOutcome.Accepted, "SUCCESS")]
    [InlineData(PushStatus.AsyncSuccess, null, UserOutcome.Accepted, "ASYNC_SUCCESS")]
    [InlineData(PushStatus.Fail, "no push binding", UserOutcome.Failed, "FAIL")]
    [InlineData(PushStatus.Fail, "NO PUSH BINDING", UserOutcome.Failed, "FAIL")]
    [InlineData(PushStatus.Fail, "bad device token", UserOutcome.Failed, "FAIL")]
    [InlineData(PushStatus.Fail, "appUser not exists", UserOutcome.Failed, "FAIL")]
    [InlineData(PushStatus.Fail, "the vendor is tired", UserOutcome.Retrying, "FAIL")]
    [InlineData(PushStatus.Fail, null, UserOutcome.Retrying, "FAIL")]
    [InlineData(PushStatus.Error, "no push binding", UserOutcome.Retrying, "ERROR")]
    [InlineData(PushStatus.Error, null, UserOutcome.Retrying, "ERROR")]
    [InlineData(PushStatus.Missing, null, UserOutcome.Retrying, "MISSING")]
    public void Each_answer_for_a_user_has_its_outcome(
        PushStatus status, string? description, UserOutcome outcome, string word)
    {
        var entry = _policy.Decide(Answer(status, description), position: 0, triesBefore: 0);

        Assert.Equal((outcome, word, 1), (entry.Outcome, entry.Status, entry.Tries));
    }

    [Theory]
    [InlineData(AgoraChatErrorKind.Throttled, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.QuotaExhausted, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.TaskLimit, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.Unauthorized, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.Unavailable, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.Unknown, UserOutcome.Retrying)]
    [InlineData(AgoraChatErrorKind.NotFound, UserOutcome.Failed)]
    [InlineData(AgoraChatErrorKind.Refused, UserOutcome.Failed)]
    public void A_call_that_failed_before_it_was_taken_is_tried_again_where_that_may_help(AgoraChatErrorKind kind, UserOutcome outcome) =>
        Assert.Equal(outcome, _policy.Decide(new CallOutcome.Failed(kind, "x", MayHaveBeenSent: false), 0, 0).Outcome);

    [Fact]
    public void A_call_that_may_have_been_taken_is_unknown_and_tried_again_whatever_its_kind() => Assert.All(
        Enum.GetValues<AgoraChatErrorKind>(),
        kind =>
        {
            var entry = _policy.Decide(new CallOutcome.Failed(kind, "x", MayHaveBeenSent: true), 0, 0);

            Assert.Equal((UserOutcome.Retrying, "UNKNOWN"), (entry.Outcome, entry.Status));
        });

    [Theory]
    [InlineData(0, UserOutcome.Retrying)]
    [InlineData(4, UserOutcome.Retrying)]
    [InlineData(5, UserOutcome.Dead)]
    [InlineData(6, UserOutcome.Dead)]
    public void Tries_that_are_used_up_make_a_user_dead(int before, UserOutcome outcome)
    {
        var entry = _policy.Decide(Answer(PushStatus.Error, "busy"), 0, before);

        Assert.Equal((outcome, before + 1), (entry.Outcome, entry.Tries));
    }

    [Fact]
    public void A_token_that_was_not_taken_twice_is_a_failed_try() => Assert.Equal(
        new(UserOutcome.Retrying, "UNAUTHORIZED", "why", 1), _policy.Decide(new CallOutcome.Unauthorized("why"), 0, 0));

    [Fact]
    public void A_throttled_call_is_no_try_and_decides_nothing() => Assert.Throws<InvalidOperationException>(
        () => _policy.Decide(new CallOutcome.Throttled(null), 0, 0));

    [Fact]
    public void Every_status_and_kind_has_its_rule()
    {
        Assert.All(
            Enum.GetValues<PushStatus>(), status => Assert.NotEmpty(_policy.Decide(Answer(status, "x"), 0, 0).Status));
        Assert.All(
            Enum.GetValues<AgoraChatErrorKind>(),
            kind => Assert.NotEmpty(
                _policy.Decide(new CallOutcome.Failed(kind, "x", MayHaveBeenSent: false), 0, 0).Status));
    }

    [Fact]
    public void A_user_is_judged_by_his_own_position()
    {
        var answer = new CallOutcome.Answered([Result(PushStatus.Success, null), Result(PushStatus.Missing, null)]);

        Assert.Equal(UserOutcome.Accepted, _policy.Decide(answer, 0, 0).Outcome);
        Assert.Equal(UserOutcome.Retrying, _policy.Decide(answer, 1, 0).Outcome);
        Assert.Equal([false, true], new[] { answer.MayHaveReached(0), answer.MayHaveReached(1) });
    }

    private static CallOutcome.Answered Answer(PushStatus status, string? description) =>
        new([Result(status, description)]);

    private static UserPushResult Result(PushStatus status, string? description) =>
        new() { User = "ada", Status = status, Description = description };
}
