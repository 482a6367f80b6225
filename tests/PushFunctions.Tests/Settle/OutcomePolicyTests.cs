using AgoraChat.Push;
using Microsoft.Extensions.Options;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Settle;

public sealed class OutcomePolicyTests
{
    private readonly DeliveryOptions _options = new();
    private readonly OutcomePolicy _policy;

    public OutcomePolicyTests() => _policy =
        new(Outcomes.Table(), new(Options.Create(new RetryOptions())), Options.Create(_options));

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
    [InlineData(Verdict.Failed, UserOutcome.Failed, "REFUSED")]
    [InlineData(Verdict.Split, UserOutcome.Failed, "REFUSED")]
    [InlineData(Verdict.Retry, UserOutcome.Retrying, "UNAVAILABLE")]
    [InlineData(Verdict.Unknown, UserOutcome.Retrying, "UNKNOWN")]
    public void A_call_that_failed_decides_for_its_users_by_the_verdict(
        Verdict verdict, UserOutcome outcome, string word)
    {
        var entry = _policy.Decide(Failed(verdict, mayHaveBeenSent: false), 0, 0);

        Assert.Equal((outcome, word, "why", 1), (entry.Outcome, entry.Status, entry.Description, entry.Tries));
    }

    [Theory]
    [InlineData(Verdict.Unknown, false, true)]
    [InlineData(Verdict.Retry, true, true)]
    [InlineData(Verdict.Retry, false, false)]
    public void A_call_may_have_reached_its_users_where_it_is_unknown_or_left(
        Verdict verdict, bool mayHaveBeenSent, bool mayHaveReached) =>
        Assert.Equal(mayHaveReached, _policy.MayHaveReached(Failed(verdict, mayHaveBeenSent), 0));

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
    public void Whoever_may_have_been_told_is_unknown_for_good_where_that_is_asked_for()
    {
        _options.OnUnknown = "HOLD";

        Assert.Equal(
            new(UserOutcome.Unknown, "UNKNOWN", "why", 2), _policy.Decide(Failed(Verdict.Unknown, mayHaveBeenSent: true), 0, 1));
        Assert.Equal(UserOutcome.Unknown, _policy.Decide(Answer(PushStatus.Missing, null), 0, 0).Outcome);
        Assert.Equal(UserOutcome.Retrying, _policy.Decide(Failed(Verdict.Retry, mayHaveBeenSent: false), 0, 0).Outcome);
        Assert.Equal(UserOutcome.Retrying, _policy.Decide(Answer(PushStatus.Error, null), 0, 0).Outcome);
    }

    [Fact]
    public void A_throttled_call_is_no_try_and_decides_nothing() => Assert.Throws<InvalidOperationException>(
        () => _policy.Decide(new CallOutcome.Throttled(null), 0, 0));

    [Fact]
    public void A_user_is_judged_by_his_own_position()
    {
        var answer = new CallOutcome.Answered([Result(PushStatus.Success, null), Result(PushStatus.Missing, null)]);

        Assert.Equal(UserOutcome.Accepted, _policy.Decide(answer, 0, 0).Outcome);
        Assert.Equal(UserOutcome.Retrying, _policy.Decide(answer, 1, 0).Outcome);
        Assert.Equal([false, true], new[] { _policy.MayHaveReached(answer, 0), _policy.MayHaveReached(answer, 1) });
    }

    private static CallOutcome.Failed Failed(Verdict verdict, bool mayHaveBeenSent) =>
        new(new(AgoraChatErrorKind.Unavailable, "why", mayHaveBeenSent), verdict);

    private static CallOutcome.Answered Answer(PushStatus status, string? description) =>
        new([Result(status, description)]);

    private static UserPushResult Result(PushStatus status, string? description) =>
        new() { User = "ada", Status = status, Description = description };
}
