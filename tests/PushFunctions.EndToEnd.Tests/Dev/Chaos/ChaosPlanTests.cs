using PushFunctions.Dev.Chaos;

namespace PushFunctions.EndToEnd.Tests.Dev.Chaos;

public sealed class ChaosPlanTests
{
    private const int Hosts = 3;

    [Fact]
    public void A_seed_says_all_of_it()
    {
        var (first, again) = (Create(17), Create(17));

        Assert.Equal(first.Pushes, again.Pushes);
        Assert.Equal(first.Lines(), again.Lines());
        Assert.NotEqual(first.Lines(), Create(18).Lines());
    }

    [Fact]
    public void The_calm_form_has_the_same_pushes_and_no_fault()
    {
        var calm = ChaosPlan.Create(17, Hosts, ChaosShape.Short with { IsCalm = true });

        Assert.Equal(Create(17).Pushes, calm.Pushes);
        Assert.Empty(calm.Faults);
    }

    [Fact]
    public void Every_kind_of_fault_comes_within_its_time()
    {
        var shape = ChaosShape.Short;
        var faults = Enumerable.Range(0, 200).SelectMany(seed => Create(seed).Faults).ToList();

        Assert.All(faults, fault => Assert.InRange(fault.At, TimeSpan.Zero, shape.Length));
        Assert.All(faults.OfType<ChaosFault.StorageAway>(), away => Assert.InRange(
            away.Length, TimeSpan.FromMilliseconds(1), shape.LongestAway));
        Assert.Equal(
            Enumerable.Range(0, Hosts),
            faults.OfType<ChaosFault.HostKilled>().Select(kill => kill.Host).Distinct().Order());
        var ill = faults.OfType<ChaosFault.FarSideIll>().ToList();
        Assert.All(ill, fault => Assert.InRange(fault.Fault["share"]!.GetValue<double>(), 0.01, 1));
        Assert.All(
            (string[])["429", "503", "500", "delay", "lostAnswer", "reset", "body", "FAIL", "ERROR"],
            kind => Assert.Contains(ill, fault => fault.Fault.ToJsonString().Contains(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_two_pushes_share_a_user()
    {
        var pushes = Create(17).Pushes;
        var users = pushes.SelectMany(push => push.Users).ToList();

        Assert.Equal(users.Count, users.Distinct().Count());
        Assert.All(pushes, push => Assert.Equal(push.Users, push.Users.Order(StringComparer.Ordinal)));
        Assert.All(pushes, push => Assert.Equal(push.Count - 1, push.PlaceOf(push.Users[^1])));
        // What is asked of the simulator by the beginning of their names must be this push's alone.
        Assert.All(pushes, push => Assert.Equal(
            push.Count, users.Count(user => user.StartsWith(push.Prefix, StringComparison.Ordinal))));
    }

    private static ChaosPlan Create(int seed) => ChaosPlan.Create(seed, Hosts, ChaosShape.Short);
}
