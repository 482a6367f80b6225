
namespace AgoraChat.Simulator.Tests;

/// <summary>How faults, limits, stats and the journal name the endpoints.</summary>
public sealed class EndpointNameTests
{
    [Theory]
    [InlineData("push/sync/{target}")]
    [InlineData("push/single")]
    [InlineData("push/list/label")]
    [InlineData("push/list")]
    [InlineData("push/task")]
    [InlineData("push/message/{id}")]
    [InlineData("push/data/offline-push/begin/{begin}/end/{end}")]
    [InlineData("POST push/label")]
    [InlineData("GET push/label")]
    [InlineData("GET push/label/{label}")]
    [InlineData("DELETE push/label/{label}")]
    [InlineData("POST push/label/{label}/user")]
    [InlineData("DELETE push/label/{label}/user")]
    [InlineData("push/label/{label}/user/{member}")]
    public void A_path_is_a_name_and_has_its_method_in_front_where_it_takes_several(string name) =>
        Assert.Contains(name, EndpointNames.All);

    [Fact]
    public void Every_name_is_one_endpoints() => Assert.Distinct(EndpointNames.All);

    [Theory]
    [InlineData(EndpointNames.PushSync)]
    [InlineData(EndpointNames.PushSingle)]
    [InlineData(EndpointNames.PushLabels)]
    [InlineData(EndpointNames.PushTask)]
    public void A_constant_names_an_endpoint(string name) => Assert.Contains(name, EndpointNames.All);
}
