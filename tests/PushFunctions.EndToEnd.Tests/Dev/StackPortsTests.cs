using System.Net;
using System.Net.Sockets;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class StackPortsTests
{
    [Theory]
    [InlineData("--port")]
    [InlineData("--simulator-port")]
    [InlineData("--storage-port")]
    public void Names_the_busy_port_and_the_option(string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = Assert.Throws<StackException>(() => StackPorts.Choose(With(option, port)));

        Assert.Contains($"Port {port} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{option} N", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_the_ports_that_follow_the_given_one()
    {
        // Beside a port that the system gave, its next connection may lie already; beside these nobody's does.
        var port = Ports.Free(1)[0];
        using var other = new TcpListener(IPAddress.Loopback, port + 1);
        other.Start();

        var refused = Assert.Throws<StackException>(
            () => StackPorts.Choose(new LocalStackOptions { Port = port, Instances = 2 }));

        Assert.Contains($"Port {port + 1} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("host 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_one_port_for_two_purposes()
    {
        var refused = Assert.Throws<StackException>(
            () => StackPorts.Choose(new LocalStackOptions { Port = 7079, Instances = 2, SimulatorPort = 7080 }));

        Assert.Contains("--port", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--simulator-port", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_ports_above_the_highest()
    {
        var refused = Assert.Throws<StackException>(
            () => StackPorts.Choose(new LocalStackOptions { Port = 65_535, Instances = 2 }));

        Assert.Contains("65536", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_different_free_ports_when_none_are_given()
    {
        var ports = StackPorts.Choose(new LocalStackOptions { Instances = 5 });

        Assert.Equal(5, ports.Hosts.Distinct().Count());
        Assert.All(ports.Hosts.Append(ports.Simulator), port => Assert.InRange(port, 1_024, 65_535));
    }

    private static LocalStackOptions With(string option, int port) => option switch
    {
        "--port" => new LocalStackOptions { Port = port },
        "--simulator-port" => new LocalStackOptions { SimulatorPort = port },
        _ => new LocalStackOptions { StoragePort = port },
    };
}
