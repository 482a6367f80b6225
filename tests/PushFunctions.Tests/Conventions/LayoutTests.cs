using System.Text.RegularExpressions;

namespace PushFunctions.Tests.Conventions;

public sealed partial class LayoutTests
{
    private const int MostLines = 250;

    [Fact]
    public void Every_folder_is_a_stage_in_the_order() => Assert.Equal(
        AppSources.Stages.Order(),
        AppSources.Files.Select(file => file.Stage).Where(stage => stage.Length > 0).Distinct().Order());

    [Fact]
    public void No_stage_names_a_later_one()
    {
        var wrong =
            from file in AppSources.Files
            where file.Stage.Length > 0
            from later in AppSources.Stages.SkipWhile(stage => stage != file.Stage).Skip(1)
            where Regex.IsMatch(Code(file), $@"\bPushFunctions\.{later}\b|(?<![\w.""]){later}\.[A-Z]")
            select $"{file} names {later}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Each_file_is_in_the_namespace_of_its_folder() => Assert.All(
        AppSources.Files.Where(file => file.Name != "Program"),
        file => Assert.Contains(
            file.Stage.Length > 0 ? $"namespace PushFunctions.{file.Stage};" : "namespace PushFunctions;", file.Lines));

    [Fact]
    public void The_app_knows_nothing_of_how_it_is_run_locally_and_tested()
    {
        var wrong = AppSources.Files
            .Where(file => LocalWords().IsMatch(file.Text))
            .Select(file => $"{file}: {LocalWords().Match(file.Text).Value}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_are_short() => Assert.All(
        AppSources.Files,
        file => Assert.True(file.Lines.Count <= MostLines, $"{file} has {file.Lines.Count} lines; at most {MostLines}."));

    [Fact]
    public void Nothing_is_left_to_do() =>
        Assert.DoesNotContain(AppSources.Files, file => file.Text.Contains("TODO", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        var wrong =
            from file in AppSources.Files
            from no in Enumerable.Range(1, file.Lines.Count - 1)
            where PublicType().IsMatch(file.Lines[no])
            let above = file.Lines.Take(no).Last(line => !line.StartsWith('['))
            where !above.StartsWith("///", StringComparison.Ordinal)
            select $"{file} line {no + 1}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_line_is_longer_than_120_characters()
    {
        var tooLong =
            from file in AppSources.Files
            from line in file.Lines.Select((text, no) => (text, no))
            where line.text.Length > 120
            select $"{file} line {line.no + 1}";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_event_of_the_log_has_a_number_of_its_own()
    {
        var numbers =
            from file in AppSources.Files
            from Match message in LogMessage().Matches(file.Text)
            select (file.Stage, Number: int.Parse(message.Groups["number"].Value, null));

        var repeated = numbers.GroupBy(log => log.Number).Where(same => same.Count() > 1).Select(same => same.Key);
        Assert.Empty(repeated);
        Assert.All(
            numbers.Where(log => log.Stage is "Accept" or "Map" or "Dispatch" or "Deliver" or "Settle"),
            log => Assert.Equal(
                Array.IndexOf(["", "Accept", "Map", "Dispatch", "Deliver", "Settle"], log.Stage), log.Number / 1_000));
    }

    private static string Code(SourceFile file) =>
        string.Join('\n', file.Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"stand-?ins?\b|LocalHost|ClosedFeed|[Ss]imulator|\b[Tt]ests?\b")]
    private static partial Regex LocalWords();

    [GeneratedRegex(@"^public (sealed |static |abstract |readonly |partial )*(class|record|enum|interface|struct) ")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"LoggerMessage\(\s*(?<number>\d+),")]
    private static partial Regex LogMessage();
}
