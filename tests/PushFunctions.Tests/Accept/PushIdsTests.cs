using FsCheck.Fluent;
using PushFunctions.Accept;

namespace PushFunctions.Tests.Accept;

public sealed class PushIdsTests
{
    [Theory]
    [InlineData("aaaaaaaaaabbbbbbbbbbcccccc", 1)]
    [InlineData("aaaaaaaaabbbbbbbbbbbcccccc", 2)]
    [InlineData("77777777777777777777777777", 1L << 50)]
    public void Its_number_is_read_from_its_first_letters(string id, long number) =>
        Assert.Equal(number, PushIds.NumberOf(id));

    /// <summary>
    /// Computed with Python: <c>base64.b32encode(hashlib.sha256(…))</c> over each part's length in 4 bytes, big-endian, and
    /// its UTF-8.
    /// </summary>
    [Theory]
    [InlineData("default", "", "order-17-shipped", "52vgapxr2q4psmddlft5fr775y")]
    [InlineData("default", "ce:shop", "é😀", "5eozacpc5fho5uqpayurxgnubp")]
    public void Ids_are_the_same_on_every_machine(string app, string source, string id, string pushId) =>
        Assert.Equal(pushId, PushIds.Create(app, source, id));

    [Fact]
    public void Where_one_part_ends_and_the_next_begins_matters()
    {
        string[] ids = [PushIds.Create("ab", "", "c"), PushIds.Create("a", "b", "c"), PushIds.Create("a", "", "bc"), PushIds.Create("", "ab", "c")];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void An_id_is_26_lower_case_letters_and_digits_and_known_as_one() => Holds.ForAll(
        Gen.Choose(0, int.MaxValue - 1),
        number =>
        {
            var id = PushIds.Create("default", "", $"event-{number}");

            Assert.Matches("^[a-z2-7]{26}$", id);
            Assert.True(PushIds.IsValid(id));
        });

    [Theory]
    [InlineData("")]
    [InlineData("52vgapxr2q4psmddlft5fr775")]
    [InlineData("52vgapxr2q4psmddlft5fr775ya")]
    [InlineData("52VGAPXR2Q4PSMDDLFT5FR775Y")]
    [InlineData("12vgapxr2q4psmddlft5fr775y")]
    [InlineData("52vgapxr2q4psmddlft5fr77/y")]
    public void Anything_else_is_no_id(string id) => Assert.False(PushIds.IsValid(id));
}
