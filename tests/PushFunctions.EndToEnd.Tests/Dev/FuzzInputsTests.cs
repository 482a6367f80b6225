using PushFunctions.Dev.Fuzz;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class FuzzInputsTests
{
    [Fact]
    public void A_seed_and_a_number_make_the_same_request_each_time()
    {
        // Signatures hold the time.
        var unsigned = Enumerable.Range(0, 500).Select(number => new FuzzInputs(1).Create(number))
            .Where(input => !input.Request.Target.Contains("/hooks/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(unsigned);
        Assert.All(
            unsigned,
            input => Assert.Equal(Bytes(input), Bytes(new FuzzInputs(1).Create(input.Number))));
    }

    [Fact]
    public void Another_seed_makes_other_requests() =>
        Assert.NotEqual(Bytes(new FuzzInputs(1).Create(4)), Bytes(new FuzzInputs(2).Create(4)));

    private static byte[] Bytes(FuzzInput input) => input.Request.ToBytes();
}
