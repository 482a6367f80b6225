using Microsoft.Extensions.Configuration;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>The id that the instances of an app share.</summary>
public sealed class HostIdTests
{
    private readonly StartErrors _errors = new();

    [Theory]
    [InlineData(null, HostId.Default)]
    [InlineData("", HostId.Default)]
    [InlineData("a", "a")]
    [InlineData("push-7-weu", "push-7-weu")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012")]
    public void Is_the_setting_or_a_default(string? setting, string id)
    {
        Assert.Equal(id, Read(setting));
        _errors.ThrowIfAny();
    }

    [Theory]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("Push")]
    [InlineData("push_7")]
    [InlineData("push/7")]
    [InlineData("-push")]
    [InlineData("push-")]
    [InlineData("push--7")]
    [InlineData("push\n")]
    public void Is_refused_when_the_platform_would(string setting)
    {
        Read(setting);

        var refusal = Assert.Throws<LocalHostStartException>(_errors.ThrowIfAny);
        Assert.StartsWith(
            $"AzureFunctionsWebHost__hostid is '{setting}'; allowed are 1 to 32 lower-case letters, digits",
            Assert.Single(refusal.Errors),
            StringComparison.Ordinal);
    }

    private string Read(string? setting)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureFunctionsWebHost:hostid", setting)])
            .Build();
        return HostId.Read(settings, _errors);
    }
}
