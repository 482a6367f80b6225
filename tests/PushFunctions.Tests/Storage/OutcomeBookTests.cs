using System.Text;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class OutcomeBookTests
{
    [Fact]
    public void Who_is_not_sent_to_any_more_has_expired_or_is_unknown_and_keeps_the_last_answer()
    {
        var book = new OutcomeBook(4) { [0] = Some.Retrying, [1] = Some.Accepted, [2] = Some.Retrying };
        book.MarkPossiblyTwice(2);

        book.ExpireRetrying(tries: 1);
        book.Expire(3, new(UserOutcome.Expired, "EXPIRED", "", 0));

        Assert.Equal(
            [UserOutcome.Expired, UserOutcome.Accepted, UserOutcome.Unknown, UserOutcome.Expired],
            Enumerable.Range(0, 4).Select(user => book[user]!.Outcome));
        Assert.Equal(("ERROR", "busy", 1), (book[0]!.Status, book[0]!.Description, book[0]!.Tries));
    }

    /// <summary>What one property of a row may hold.</summary>
    private const int MostBytes = 64 * 1024;

    [Fact]
    public void What_is_written_is_read_again() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var book = Book(new Random(seed));

            var read = OutcomeBook.Read(book.Write(), book.Users);

            for (var user = 0; user < book.Users; user++)
            {
                Assert.Equal(book[user], read[user]);
                Assert.Equal(book.IsPossiblyTwice(user), read.IsPossiblyTwice(user));
            }

            Assert.Equal(book.PossiblyTwice, read.PossiblyTwice);
        });

    [Fact]
    public void A_user_nobody_has_decided_on_is_pending()
    {
        var book = OutcomeBook.Read(json: null, users: 3);

        book[1] = Some.Accepted;

        Assert.Null(book[0]);
        Assert.Equal(2, book.CountOf(UserOutcome.Pending));
        Assert.Equal([0, 2], book.PositionsOf(UserOutcome.Pending));
        Assert.Equal([1], book.PositionsOf(UserOutcome.Accepted));
    }

    [Theory]
    [InlineData("0", "[[0,0]]")]
    [InlineData("0 1 2", "[[0,2]]")]
    [InlineData("0 2 3 5", "[[0,0],[2,3],[5,5]]")]
    [InlineData("9", "[[9,9]]")]
    public void Neighbours_with_the_same_outcome_are_one_range(string users, string ranges)
    {
        var book = new OutcomeBook(10);

        foreach (var user in users.Split(' ')) book[int.Parse(user, null)] = Some.Accepted;

        Assert.Contains($"\"u\":{ranges}", Encoding.UTF8.GetString(book.Write()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_long_description_is_cut(int length, int kept)
    {
        var book = new OutcomeBook(1) { [0] = Some.Retrying with { Description = new('x', length) } };

        Assert.Equal(kept, book[0]!.Description.Length);
    }

    [Fact]
    public void Beyond_the_most_distinct_entries_only_the_words_are_lost()
    {
        var book = new OutcomeBook(OutcomeBook.MaxDistinct + 2);
        for (var user = 0; user < book.Users; user++) book[user] = Some.Retrying with { Description = $"reason {user}" };

        var read = OutcomeBook.Read(book.Write(), book.Users);

        Assert.Equal(book[OutcomeBook.MaxDistinct - 1], read[OutcomeBook.MaxDistinct - 1]);
        Assert.Equal(book[OutcomeBook.MaxDistinct]! with { Description = "" }, read[OutcomeBook.MaxDistinct]);
        Assert.Equal(book.Users, read.CountOf(UserOutcome.Retrying));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("漢")]
    [InlineData("😀")]
    [InlineData("\u0001")]
    public void A_thousand_users_with_a_long_reason_each_fit_into_a_row(string letter)
    {
        var book = new OutcomeBook(1000);
        for (var user = 0; user < book.Users; user++)
        {
            var words = $"{user}" + string.Concat(Enumerable.Repeat(letter, OutcomeBook.MaxDescription));
            book[user] = new(
                user % 2 == 0 ? UserOutcome.Retrying : UserOutcome.Dead, "UNAVAILABLE", words, 1 + user % 20);
            if (user % 2 == 0) book.MarkPossiblyTwice(user);
        }

        Assert.InRange(book.Write().Length, 1, MostBytes);
    }

    [Fact]
    public void A_description_cut_inside_a_character_can_still_be_written()
    {
        var book = new OutcomeBook(1) { [0] = Some.Retrying with { Description = new string('x', 199) + "😀" } };

        var read = OutcomeBook.Read(book.Write(), 1);

        Assert.StartsWith(new('x', 199), read[0]!.Description, StringComparison.Ordinal);
    }

    private static OutcomeBook Book(Random random)
    {
        var book = new OutcomeBook(random.Next(1, 200));
        for (var user = 0; user < book.Users; user++)
        {
            if (random.Next(4) > 0)
            {
                book[user] = new(
                    (UserOutcome)random.Next(1, 8), random.Next(2) == 0 ? "FAIL" : "ERROR", random.Next(2) == 0 ? "" : "no push binding",
                    1);
            }

            if (random.Next(5) == 0) book.MarkPossiblyTwice(user);
        }

        return book;
    }
}
