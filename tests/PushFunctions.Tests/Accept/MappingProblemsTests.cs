using PushFunctions.Accept;
using PushFunctions.Map;

namespace PushFunctions.Tests.Accept;

public sealed class MappingProblemsTests
{
    [Theory]
    [InlineData(0, "Known types: none.")]
    [InlineData(10, "t8, t9. Put")]
    [InlineData(11, "t8, t9 and 1 more. Put")]
    [InlineData(2_000, "t8, t9 and 1,990 more. Put")]
    public void Of_many_known_types_the_first_10_are_named(int count, string text)
    {
        var known = Enumerable.Range(0, count).Select(no => $"t{no}").ToList();

        var problem = MappingProblems.UnknownType(new('x', 1_000), known);

        Assert.Contains(text, problem.Detail, StringComparison.Ordinal);
        Assert.InRange(problem.Detail.Length, 1, 300);
    }

    [Fact]
    public void Only_what_a_user_brings_is_looked_for_with_the_users()
    {
        var problem = MappingProblems.Of(new Mapped.Lacking(["/user/name", "/userName"], "ada"), "t");

        Assert.Equal(["/to/users", "/userName"], problem.Errors.Select(error => error.Path));
    }
}
