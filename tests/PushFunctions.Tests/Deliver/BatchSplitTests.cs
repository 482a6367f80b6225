using AgoraChat.Push;
using PushFunctions.Claims;
using PushFunctions.Deliver;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Deliver;

public sealed class BatchSplitTests
{
    private static readonly CallFailure Refused =
        new(AgoraChatErrorKind.Refused, "400 illegal_argument it is not legal", MayHaveBeenSent: false)
        {
            HttpStatus = 400, Error = "illegal_argument",
        };

    private readonly List<BatchPart> _calls = [];
    private readonly HashSet<int> _failed = [];

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(100, 0, 15)]
    [InlineData(100, 99, 15)]
    [InlineData(100, 42, 15)]
    public void A_spoiler_is_found_in_two_calls_for_each_halving(int users, int spoiler, int mostCalls)
    {
        Run(users, user => user == spoiler);

        Assert.Equal([spoiler], _failed);
        Assert.InRange(_calls.Count, 1, mostCalls);
    }

    [Fact]
    public void Whoever_spoils_fails_and_everybody_else_is_taken_once()
    {
        var random = new Random(17);
        for (var turn = 0; turn < 500; turn++)
        {
            var users = random.Next(1, 101);
            var share = random.NextDouble() * random.NextDouble();
            // Neighbours and some elsewhere; of four from all over the batch one at least is good.
            var from = random.Next(users);
            var spoilers = Enumerable.Range(0, users)
                .Where(user => (user >= from && user < from + users * share / 2) || random.NextDouble() < share / 20)
                .ToHashSet();
            var taken = Run(users, spoilers.Contains);
            if (taken.Count == 0) continue;

            Assert.Equal(Enumerable.Range(0, users).Where(user => !spoilers.Contains(user)), taken.Order());
            Assert.Equal(spoilers.Order(), _failed.Order());
        }
    }

    [Fact]
    public void A_message_that_is_refused_whoever_gets_it_costs_few_calls()
    {
        var split = RunAll(100, isKnown: false, _ => Refused);

        Assert.Equal(100, _failed.Count);
        Assert.Equal(Refused, split.Spoiled);
        Assert.InRange(_calls.Count, 10, 25);
    }

    [Fact]
    public void Those_who_are_asked_for_it_are_from_all_over_the_batch()
    {
        RunAll(100, isKnown: false, _ => Refused);

        var asked = _calls.Where(call => call.Users.Count == 1).Select(call => call.Positions[0] / 25);
        Assert.Equal([0, 1, 2, 3], asked.Order());
    }

    [Fact]
    public void Where_the_words_differ_more_are_asked()
    {
        var split = RunAll(100, isKnown: false, no => Refused with { Description = $"request {no}" });

        Assert.Equal(100, _failed.Count);
        Assert.NotNull(split.Spoiled);
        Assert.InRange(_calls.Count, 30, 80);
    }

    [Fact]
    public void Where_it_is_known_some_from_all_over_the_batch_confirm_it()
    {
        RunAll(100, isKnown: true, no => Refused with { Description = $"request {no}" });

        Assert.Equal(100, _failed.Count);
        Assert.Equal([100, 1, 1, 1, 1], _calls.Select(call => call.Users.Count));
        Assert.Equal([0, 1, 2, 3], _calls.Skip(1).Select(call => call.Positions[0] / 25).Order());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(15)]
    public void Of_few_everybody_is_asked_where_it_is_not_known(int users)
    {
        var split = RunAll(users, isKnown: false, _ => Refused);

        Assert.Equal(users, _calls.Count(call => call.Users.Count == 1));
        Assert.Null(split.Spoiled);
    }

    [Fact]
    public void What_is_known_spares_nobody_the_call_while_one_in_a_quarter_is_good()
    {
        for (var users = 2; users <= 100; users++)
        {
            var taken = Run(users, user => user < users / 2, isKnown: true);

            Assert.Equal(users - users / 2, taken.Count);
            Assert.Equal(users / 2, _failed.Count);
        }
    }

    [Fact]
    public void What_is_known_and_not_confirmed_does_not_count()
    {
        var taken = Run(100, user => user == 7, isKnown: true);

        Assert.Equal(99, taken.Count);
        Assert.Equal([7], _failed);
    }

    [Fact]
    public void Users_whose_call_failed_otherwise_are_not_called_again()
    {
        var split = new BatchSplit(Part(10));

        split.Close();

        Assert.Null(split.Next);
    }

    private static BatchPart Part(int users) => new(0, [.. Enumerable.Range(0, users)], Some.Users(users));

    private HashSet<int> Run(int users, Func<int, bool> spoils, bool isKnown = false)
    {
        var taken = new HashSet<int>();
        _calls.Clear();
        _failed.Clear();
        var split = new BatchSplit(Part(users));
        while (split.Next is { } part)
        {
            _calls.Add(part);
            if (part.Positions.Any(spoils))
            {
                Fail(split.Refuse(Refused, isKnown));
            }
            else
            {
                Assert.All(part.Positions, user => Assert.True(taken.Add(user)));
                split.Answer();
            }
        }

        return taken;
    }

    private BatchSplit RunAll(int users, bool isKnown, Func<int, CallFailure> refuse)
    {
        var split = new BatchSplit(Part(users));
        while (split.Next is { } part)
        {
            _calls.Add(part);
            Fail(split.Refuse(refuse(_calls.Count), isKnown));
        }

        return split;
    }

    private void Fail(IReadOnlyList<BatchPart> parts) =>
        Assert.All(parts.SelectMany(part => part.Positions), user => Assert.True(_failed.Add(user)));
}
