using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Settle;

public sealed class OutcomeTableTests
{
    [Theory]
    [InlineData(AgoraChatErrorKind.Throttled, 429, "reach_limit", Verdict.Throttled)]
    [InlineData(AgoraChatErrorKind.Throttled, 503, "reach_limit", Verdict.Throttled)]
    [InlineData(AgoraChatErrorKind.QuotaExhausted, 429, "resource_limited", Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.Unauthorized, 401, "unauthorized", Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.Refused, 402, null, Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.TaskLimit, 403, "LimitException", Verdict.Retry)]
    [InlineData(AgoraChatErrorKind.Refused, 403, "ServiceNotOpenException", Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.NotFound, 404, "organization_application_not_found", Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.NotFound, 404, "service_resource_not_found", Verdict.Split)]
    [InlineData(AgoraChatErrorKind.NotFound, 404, null, Verdict.Stalled)]
    [InlineData(AgoraChatErrorKind.Refused, 400, "illegal_argument", Verdict.Split)]
    [InlineData(AgoraChatErrorKind.NotFound, 400, "ResourceNotFoundException", Verdict.Split)]
    [InlineData(AgoraChatErrorKind.Refused, 413, null, Verdict.Split)]
    [InlineData(AgoraChatErrorKind.Refused, 415, "web_application", Verdict.Failed)]
    [InlineData(AgoraChatErrorKind.Unavailable, 408, null, Verdict.Retry)]
    [InlineData(AgoraChatErrorKind.Unavailable, 409, null, Verdict.Retry)]
    [InlineData(AgoraChatErrorKind.Refused, 501, null, Verdict.Failed)]
    [InlineData(AgoraChatErrorKind.Refused, 500, "web_application", Verdict.Failed)]
    [InlineData(AgoraChatErrorKind.Unavailable, 500, "internal_error", Verdict.Unknown)]
    [InlineData(AgoraChatErrorKind.Unavailable, 503, null, Verdict.Unknown)]
    [InlineData(AgoraChatErrorKind.Unknown, null, null, Verdict.Unknown)]
    [InlineData(AgoraChatErrorKind.Unknown, 200, null, Verdict.Unknown)]
    public void Each_failure_of_a_call_has_its_verdict(
        AgoraChatErrorKind kind, int? status, string? error, Verdict verdict) =>
        Assert.Equal(verdict, Outcomes.Table().Of(Failure(kind, status, error)));

    [Fact]
    public void A_connection_that_did_not_come_about_is_tried_again() => Assert.Equal(
        Verdict.Retry,
        Outcomes.Table().Of(new CallFailure(AgoraChatErrorKind.Unavailable, "x", MayHaveBeenSent: false)));

    [Fact]
    public void What_surely_was_not_sent_is_not_unknown_whatever_the_status() => Assert.Equal(
        Verdict.Retry,
        Outcomes.Table().Of(
            new CallFailure(AgoraChatErrorKind.Unavailable, "no token", MayHaveBeenSent: false) { HttpStatus = 503 }));

    [Theory]
    [InlineData("split")]
    [InlineData("throttled")]
    public void What_may_have_been_sent_is_not_made_again_as_if_it_had_not(string becomes)
    {
        var table = Outcomes.Table(
            ("Outcomes__Rules__0__HttpStatus", "5*"), ("Outcomes__Rules__0__Becomes", becomes));
        var failure = Failure(AgoraChatErrorKind.Unavailable, 503, null);

        Assert.Equal(Verdict.Unknown, table.Of(failure));
        Assert.Equal(becomes, table.Of(failure with { MayHaveBeenSent = false }).ToString().ToLowerInvariant());
    }

    [Fact]
    public void Every_status_and_kind_has_its_rule()
    {
        Assert.All(Enum.GetValues<PushStatus>(), status => Outcomes.Table().Of(Result(status, "whatever")));
        Assert.All(
            Enum.GetValues<AgoraChatErrorKind>(),
            kind => Outcomes.Table().Of(new CallFailure(kind, "x", MayHaveBeenSent: false)));
    }

    [Theory]
    [InlineData("quota exceeded", "quota exceeded", true)]
    [InlineData("quota exceeded", "Quota Exceeded", true)]
    [InlineData("quota exceeded", "quota exceeded today", false)]
    [InlineData("quota*", "QUOTA exceeded", true)]
    [InlineData("quota*", "a quota", false)]
    [InlineData("*", "", true)]
    public void A_rule_of_the_settings_goes_before_the_defaults(string pattern, string description, bool covers)
    {
        var table = Outcomes.Table(
            ("Outcomes__Rules__0__Status", "fail"), ("Outcomes__Rules__0__Description", pattern),
            ("Outcomes__Rules__0__Becomes", "failed"));

        Assert.Equal(covers ? Verdict.Failed : Verdict.Retry, table.Of(Result(PushStatus.Fail, description)));
        Assert.Equal(Verdict.Retry, table.Of(Result(PushStatus.Error, description)));
    }

    [Fact]
    public void Of_several_rules_the_one_with_the_lowest_number_decides()
    {
        var table = Outcomes.Table(
            ("Outcomes__Rules__10__HttpStatus", "5*"), ("Outcomes__Rules__10__Becomes", "retry"),
            ("Outcomes__Rules__2__HttpStatus", "503"), ("Outcomes__Rules__2__Becomes", "failed"));

        Assert.Equal(Verdict.Failed, table.Of(Failure(AgoraChatErrorKind.Unavailable, 503, null)));
        Assert.Equal(Verdict.Retry, table.Of(Failure(AgoraChatErrorKind.Unavailable, 502, null)));
    }

    [Theory]
    [InlineData("LimitException")]
    [InlineData("limit_reached")]
    [InlineData("TaskLimit")]
    public void An_error_is_known_by_any_of_its_names(string name)
    {
        var table = Outcomes.Table(
            ("Outcomes__Rules__0__Error", name), ("Outcomes__Rules__0__Becomes", "Stalled"),
            ("Outcomes__Rules__0__Description", "limit*"));
        var failure = Failure(AgoraChatErrorKind.TaskLimit, 403, "limit_reached");

        Assert.Equal(
            Verdict.Stalled, table.Of(failure with { ExceptionName = "LimitException", Said = "Limit request" }));
        Assert.Equal(Verdict.Retry, table.Of(failure with { ExceptionName = "LimitException", Said = "another" }));
    }

    [Theory]
    [InlineData("Outcomes__Rules__0__Becomes", "maybe", "The setting Outcomes__Rules__0__Becomes is 'maybe'. It must be one of: accepted, failed, retry, unknown.")]
    [InlineData("Outcomes__Rules__0__Becomes", "stalled", "The setting Outcomes__Rules__0__Becomes is 'stalled'. It must be one of: accepted, failed, retry, unknown.")]
    [InlineData("Outcomes__Rules__0__Status", "FAILED", "The setting Outcomes__Rules__0__Status is 'FAILED'. It must be one of: SUCCESS, ASYNC_SUCCESS, FAIL, ERROR, MISSING.")]
    [InlineData("Outcomes__Rules__0__Descripton", "x", "The setting Outcomes__Rules__0__Descripton is not known; known are Status, Description, HttpStatus, Error, Becomes.")]
    [InlineData("Outcomes__Rule__0__Status", "x", "The setting Outcomes__Rule is not known; known are Rules.")]
    public void A_rule_that_cannot_be_used_stops_the_start(string name, string value, string problem)
    {
        (string, string)[] good =
            [("Outcomes__Rules__0__Status", "FAIL"), ("Outcomes__Rules__0__Becomes", "failed")];

        Assert.Equal(problem, Assert.Single(Outcomes.Problems([.. good.Where(one => one.Item1 != name), (name, value)])));
    }

    [Theory]
    [InlineData("HttpStatus", "5xx", "It must be a status such as 503, or 5* or 50*.")]
    [InlineData("Becomes", "accepted", "It must be one of: failed, split, retry, unknown, stalled, throttled.")]
    [InlineData("Status", "FAIL", "It must be a rule for what is said of a user, or one for a whole call.")]
    public void So_does_one_for_calls(string member, string value, string allowed)
    {
        (string, string)[] good =
            [("Outcomes__Rules__3__HttpStatus", "503"), ("Outcomes__Rules__3__Becomes", "failed")];
        var name = $"Outcomes__Rules__3__{member}";

        Assert.Contains(
            Outcomes.Problems([.. good.Where(one => one.Item1 != name), (name, value)]),
            problem => problem.Contains(value, StringComparison.Ordinal)
                && problem.Contains("Outcomes__Rules__3", StringComparison.Ordinal)
                && problem.EndsWith(allowed, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_covers_everything_is_refused() => Assert.StartsWith(
        "The rule Outcomes__Rules__0 has none of Status, HttpStatus and Error.",
        Assert.Single(Outcomes.Problems(
            ("Outcomes__Rules__0__Description", "x"), ("Outcomes__Rules__0__Becomes", "failed"))),
        StringComparison.Ordinal);

    /// <summary>The page for operators has the rules as they are, in their order.</summary>
    [Fact]
    public void The_documented_table_is_the_code_s()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md"));

        Assert.Equal(
            DefaultOutcomes.Rules.Where(rule => rule.Status is not null).Select(
                rule => $"| `{rule.Status}` | {Told(rule.Description)} | {Told(rule.Becomes)} |"),
            RowsOf(lines, "| status | description | becomes |"));
        Assert.Equal(
            DefaultOutcomes.Rules.Where(rule => rule.Status is null).Select(
                rule => $"| {Told(rule.HttpStatus)} | {Told(rule.Error)} | {Told(rule.Becomes)} |"),
            RowsOf(lines, "| HTTP status | error | becomes |"));
    }

    private static IEnumerable<string> RowsOf(IEnumerable<string> lines, string head) => lines
        .SkipWhile(line => line != head).Skip(2).TakeWhile(line => line.StartsWith('|'));

    private static string Told(string? pattern) => pattern is null ? "any" : $"`{pattern}`";

    private static string Told(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static UserPushResult Result(PushStatus status, string? description) =>
        new() { User = "ada", Status = status, Description = description };

    private static CallFailure Failure(AgoraChatErrorKind kind, int? status, string? error) =>
        new(kind, "x", MayHaveBeenSent: status is null or 200 || (status >= 500 && kind != AgoraChatErrorKind.Throttled))
        {
            HttpStatus = status, Error = error,
        };
}
