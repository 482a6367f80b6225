using AgoraChat.Push;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class StrategiesTests
{
    [Theory]
    [InlineData("\"vendorThenAgora\"", 0)]
    [InlineData("\"agoraOnly\"", 1)]
    [InlineData("\"vendorOnly\"", 2)]
    [InlineData("\"agoraThenVendor\"", 3)]
    [InlineData("\"agoraOnlineOnly\"", 4)]
    [InlineData("0", 0)]
    [InlineData("4", 4)]
    public void Names_and_numbers_are_taken(string json, int strategy)
    {
        Assert.True(Strategies.TryRead(Some.Json(json), out var read));
        Assert.Equal(strategy, read);
    }

    [Theory]
    [InlineData("\"VendorOnly\"")]
    [InlineData("\"2\"")]
    [InlineData("\"\"")]
    [InlineData("-1")]
    [InlineData("5")]
    [InlineData("2.5")]
    [InlineData("99999999999")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[2]")]
    public void Anything_else_is_not(string json) => Assert.False(Strategies.TryRead(Some.Json(json), out _));

    [Fact]
    public void All_are_named_with_their_numbers() => Assert.All(
        Enum.GetValues<PushStrategy>(),
        strategy => Assert.Contains($"({(int)strategy})", Strategies.Known, StringComparison.Ordinal));
}
