using PushFunctions.Dev.Serve;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class ReadyLineTests
{
    private static readonly ReadyLine Line = new(
        "http://127.0.0.1:7071/api", "http://127.0.0.1:7080", "AccountKey=a+b/c==;", new([11, 12], [21, 22, 23], 31));

    [Fact]
    public void Is_the_documented_line() =>
        Assert.Equal(
            """
            ready {"api":"http://127.0.0.1:7071/api","simulator":"http://127.0.0.1:7080","storage":"AccountKey=a+b/c==;","pids":{"hosts":[11,12],"azurite":[21,22,23],"simulator":31}}
            """,
            Line.ToString());

    [Fact]
    public void Can_be_read_back()
    {
        var read = ReadyLine.Parse(Line.ToString());

        Assert.NotNull(read);
        Assert.Equal(Line.ToString(), read.ToString());
        Assert.Null(ReadyLine.Parse("dev: starting"));
    }
}
