using System.Globalization;
using FsCheck.Fluent;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class GraphemesTests
{
    private const string Family = "👨‍👩‍👧";
    private const string Accented = "e\u0301";

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("abcd", 0, "")]
    [InlineData("a😀", 2, "a")]
    [InlineData("a😀", 3, "a😀")]
    [InlineData("a" + Accented, 2, "a")]
    [InlineData("a" + Accented, 3, "a" + Accented)]
    [InlineData(Family + "x", 8, Family)]
    [InlineData(Family + "x", 7, "")]
    [InlineData("🇦🇹🇩🇪", 6, "🇦🇹")]
    public void No_character_is_split(string text, int length, string cut) =>
        Assert.Equal(cut, Graphemes.Cut(text, length));

    [Fact]
    public void The_longest_beginning_of_whole_characters_is_kept()
    {
        string[] characters = ["a", "漢", "😀", Accented, Family, "🇦🇹"];
        Holds.ForAll(
            from text in Gen.Elements(characters).ListOf()
            from length in Gen.Choose(0, 40)
            select (Text: string.Concat(text), length),
            draw =>
            {
                var cut = Graphemes.Cut(draw.Text, draw.length);

                var ends = StringInfo.ParseCombiningCharacters(draw.Text).Append(draw.Text.Length);
                Assert.StartsWith(cut, draw.Text, StringComparison.Ordinal);
                Assert.Equal(ends.Where(end => end <= draw.length).Max(), cut.Length);
            });
    }
}
