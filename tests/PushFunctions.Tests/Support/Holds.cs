using FsCheck;
using FsCheck.Fluent;

namespace PushFunctions.Tests;

/// <summary>Says that something holds for whatever is drawn; a failure names the smallest case and the seed.</summary>
internal static class Holds
{
    /// <summary>Any seed, for cases that are drawn by a <see cref="System.Random"/>.</summary>
    public static Gen<int> Seeds => Gen.Choose(0, int.MaxValue - 1);

    public static void ForAll<T>(Gen<T> values, Action<T> body, int tests = 100) =>
        Prop.ForAll(values.ToArbitrary(), body).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    public static void ForAll<T>(Gen<T> values, Action<T, T> body) =>
        Prop.ForAll(values.ToArbitrary(), values.ToArbitrary(), body).QuickCheckThrowOnFailure();
}
