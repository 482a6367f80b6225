namespace AgoraChat.Push.Tests;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("21:30-08:00", "21:30-08:00")]
    [InlineData("00:00-23:59", "00:00-23:59")]
    [InlineData("0:0-0:0", "00:00-00:00")]
    [InlineData("8:05-9:30", "08:05-09:30")]
    [InlineData("", "")]
    public void Reads_what_it_writes(string text, string written)
    {
        var hours = QuietHours.Parse(text);

        Assert.Equal(written, $"{hours}");
        Assert.Equal(hours, QuietHours.Parse(written));
    }

    [Theory]
    [InlineData("24:00-08:00")]
    [InlineData("08:60-09:00")]
    [InlineData("08:00")]
    [InlineData("08:00-09:00-10:00")]
    [InlineData("08:00–09:00")]
    [InlineData("08:00:00-09:00:00")]
    [InlineData(" ")]
    [InlineData("-")]
    public void Another_form_is_refused(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => QuietHours.Parse(text));

        Assert.Contains($"\"{text}\"", refusal.Message, StringComparison.Ordinal);
        Assert.False(QuietHours.TryParse(text, out _));
    }

    [Fact]
    public void Nothing_is_no_text() => Assert.False(QuietHours.TryParse(null, out _));

    [Theory]
    [InlineData("08:00-08:00", true)]
    [InlineData("08:00-08:01", false)]
    [InlineData("", false)]
    public void Equal_times_are_the_whole_day(string text, bool allDay) =>
        Assert.Equal(allDay, QuietHours.Parse(text).IsAllDay);

    [Fact]
    public void Off_is_not_midnight() =>
        Assert.NotEqual(QuietHours.Off, new QuietHours(TimeOnly.MinValue, TimeOnly.MinValue));

    [Fact]
    public void Times_are_whole_minutes()
    {
        Assert.Throws<ArgumentException>(() => new QuietHours(new(8, 0, 1), new(9, 0)));
        Assert.Throws<ArgumentException>(() => new QuietHours(new(8, 0), new(TimeSpan.TicksPerMinute + 1)));
    }
}
