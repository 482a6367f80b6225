using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class MomentsTests
{
    [Theory]
    [InlineData("2026-12-02T00:00:00Z", "2026-12-02T00:00:00.0000000+00:00")]
    [InlineData("2026-12-02T08:30:00+08:00", "2026-12-02T00:30:00.0000000+00:00")]
    [InlineData("2026-12-01T19:00-05:00", "2026-12-02T00:00:00.0000000+00:00")]
    [InlineData("2026-12-02T00:00:00.25Z", "2026-12-02T00:00:00.2500000+00:00")]
    public void A_moment_has_date_time_and_zone(string text, string moment)
    {
        var errors = new List<FieldError>();

        Assert.Equal(moment, Read($"\"{text}\"", errors)?.ToString("O"));

        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("\"2026-12-02T00:00:00\"")]
    [InlineData("\"2026-12-02T00:00\"")]
    [InlineData("\"2026-12-02\"")]
    [InlineData("\"2026-13-02T00:00:00Z\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("\"Z\"")]
    [InlineData("1796169600")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Anything_else_is_wrong_and_shown_how(string json)
    {
        var errors = new List<FieldError>();

        Assert.Null(Read(json, errors));

        var error = Assert.Single(errors);
        Assert.Equal("/expiresAt", error.Path);
        Assert.Contains("2026-12-02T00:00:00Z", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_moment_is_none()
    {
        var errors = new List<FieldError>();

        Assert.Null(Moments.Read(Some.Json("{}"), "expiresAt", errors));

        Assert.Empty(errors);
    }

    private static DateTimeOffset? Read(string json, List<FieldError> errors) =>
        Moments.Read(Some.Json($$"""{"expiresAt":{{json}}}"""), "expiresAt", errors);
}
