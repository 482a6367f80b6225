using System.Xml;

namespace PushFunctions.Dev.Test;

/// <summary>How many tests passed, failed and were skipped.</summary>
public sealed record TestCounts(int Passed, int Failed, int Skipped)
{
    /// <summary>Nothing ran.</summary>
    public static TestCounts None { get; } = new(0, 0, 0);

    /// <summary>All tests together.</summary>
    public int Total => Passed + Failed + Skipped;

    public static TestCounts operator +(TestCounts one, TestCounts other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    /// <summary>Counts the results in a TRX file.</summary>
    /// <remarks>Result by result: the file's own counters say 0 for tests that were skipped.</remarks>
    public static TestCounts Read(TextReader trx)
    {
        using var reader = XmlReader.Create(trx);
        var counts = None;
        while (reader.ReadToFollowing("UnitTestResult"))
        {
            counts += reader.GetAttribute("outcome") switch
            {
                "Passed" => new TestCounts(1, 0, 0),
                "NotExecuted" => new TestCounts(0, 0, 1),
                _ => new TestCounts(0, 1, 0),
            };
        }

        return counts;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
