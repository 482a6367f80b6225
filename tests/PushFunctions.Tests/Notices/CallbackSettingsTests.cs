using System.Net.Sockets;
using Microsoft.Extensions.Options;
using PushFunctions.Notices;
using PushFunctions.Tests.Hooks;

namespace PushFunctions.Tests.Notices;

public sealed class CallbackSettingsTests
{
    private const string Prefix = "Callbacks__ops__";

    private static readonly (string, string?) Url = ($"{Prefix}Url", "https://ops.example.com/told?token=hidden");

    private static readonly (string, string?) Secret = ($"{Prefix}Secrets__0", Signer.Secret);

    [Fact]
    public void A_callback_needs_an_address_and_a_secret_and_is_told_everything()
    {
        using var settings = new CallbackSettings(() => [], Url, Secret);

        Assert.Empty(settings.Problems());
        var callback = Assert.Single(settings.Book.All);
        Assert.All(NoticeEvents.All, what => Assert.True(callback.Wants(what, "shop")));
    }

    [Fact]
    public void None_is_needed_and_the_defaults_hold()
    {
        using var settings = new CallbackSettings(() => []);

        Assert.Empty(settings.Problems());
        Assert.Empty(settings.Book.All);
        Assert.Equal([443], settings.Delivery.OpenPorts);
        Assert.Empty(settings.Delivery.Networks);
        Assert.Equal([5, 60, 300, 1_800, 7_200, 21_600], settings.Delivery.Schedule.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("push.finished", "shop", true)]
    [InlineData("push.finished", "default", false)]
    [InlineData("push.stalled", "shop", true)]
    [InlineData("push.dead_letters", "shop", false)]
    public void It_is_told_what_it_names_of_the_app_that_it_names(string what, string app, bool isWanted)
    {
        using var settings = new CallbackSettings(
            () => [], Url, Secret, ($"{Prefix}Events__0", "push.finished"), ($"{Prefix}Events__1", "push.stalled"),
            ($"{Prefix}App", "shop"));

        Assert.Empty(settings.Problems());
        Assert.Equal(isWanted, settings.Book.Wanting(what, app).Count == 1);
    }

    [Theory]
    [InlineData("https://127.0.0.1/hidden", "leads to 127.0.0.1: 127.0.0.1 is loopback")]
    [InlineData("https://2130706433/hidden", "leads to 127.0.0.1: 127.0.0.1 is loopback")]
    [InlineData("https://localhost/hidden", "leads to localhost: a name of this host")]
    [InlineData("https://169.254.169.254/hidden", "which is never called")]
    [InlineData("https://ops.example.com:8080/hidden", "port 8080 is not among 443")]
    [InlineData("http://ops.example.com/hidden", "is plain http")]
    [InlineData("https://me:hidden@ops.example.com/", "user or password")]
    [InlineData("ops.example.com/hidden", "is no absolute address")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://hidden)", "Key Vault reference")]
    [InlineData("", "is missing")]
    [InlineData(null, "is missing")]
    public void An_address_that_cannot_be_called_is_named_and_not_said(string? url, string said)
    {
        var problem = Assert.Single(Problems(Secret, ($"{Prefix}Url", url)));

        Assert.StartsWith($"{Prefix}Url ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not base64 at all", "is not base64")]
    [InlineData("whsec_c2hvcnQ=", "5 bytes; at least 24")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "Key Vault")]
    public void A_secret_that_cannot_be_used_is_named_and_never_said(string secret, string said)
    {
        var problem = Assert.Single(Problems(Url, Secret, ($"{Prefix}Secrets__1", secret)));

        Assert.StartsWith($"{Prefix}Secrets__1 ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Events__0", "push.ended", "one of push.finished, push.stalled, push.dead_letters")]
    [InlineData("App", "nobody", "must name an app")]
    [InlineData("Event__0", "push.finished", "is not known; known are Url, Events, Secrets, App")]
    [InlineData("Events", "push.finished", "is a list; name its items")]
    public void Other_wrong_settings_are_said(string name, string value, string said) =>
        Assert.Contains(said, Assert.Single(Problems(Url, Secret, (Prefix + name, value))), StringComparison.Ordinal);

    [Fact]
    public void A_callback_without_a_secret_is_refused() => Assert.Equal(
        $"{Prefix}Secrets holds 0 secrets; 1 to 10 are needed ({Prefix}Secrets__0 and so on).",
        Assert.Single(Problems(Url)));

    [Theory]
    [InlineData("-ops")]
    [InlineData("o.p")]
    [InlineData("öps")]
    public void A_name_that_is_none_is_refused(string name) => Assert.Contains(
        $"'{name}' in Callbacks__{name}__… is no name of a callback",
        Assert.Single(Problems(($"Callbacks__{name}__Url", Url.Item2), ($"Callbacks__{name}__Secrets__0", Signer.Secret))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Delays__0", "soon", "A wait must be hh:mm:ss, more than 0 and at most 6 h.")]
    [InlineData("Delays__0", "00:00:00", "more than 0")]
    [InlineData("Delays__0", "-00:00:01", "more than 0")]
    [InlineData("Delays__0", "06:00:01", "at most 6 h")]
    [InlineData("Delays__0", "", "more than 0")]
    [InlineData("Ports__0", "0", "from 1 to 65535")]
    [InlineData("Ports__0", "65536", "from 1 to 65535")]
    [InlineData("Ports__0", "https", "from 1 to 65535")]
    [InlineData("AllowedNetworks__0", "10.1.0.0", "as 10.1.0.0/16")]
    [InlineData("AllowedNetworks__0", "everything", "as 10.1.0.0/16")]
    [InlineData("AllowedNetworks__0", "169.254.169.254/32", "is never called")]
    [InlineData("AllowedNetworks__0", "fe80::/10", "is never called")]
    [InlineData("AllowedNetworks__0", "::ffff:10.0.0.0/104", "its own form, as 10.1.0.0/16")]
    [InlineData("AllowedNetworks__0", "64:ff9b::a00:0/104", "its own form, as 10.1.0.0/16")]
    [InlineData("AllowedNetworks__0", "2002:a00::/24", "its own form, as 10.1.0.0/16")]
    public void A_rule_that_cannot_be_used_is_named_with_its_value_and_what_is_allowed(
        string name, string value, string said)
    {
        // A callback beside it makes no second problem of one.
        var problem = Assert.Single(Problems(Url, Secret, ($"CallbackDelivery__{name}", value)));

        Assert.StartsWith($"The setting CallbackDelivery__{name} is '{value}'.", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delays", "", "is a list")]
    [InlineData("Ports", "8443", "is a list")]
    [InlineData("Port__0", "8443", "is not known; known are Delays, Ports, AllowedNetworks")]
    public void A_rule_that_would_be_passed_over_is_refused(string name, string value, string said) =>
        Assert.Contains(
            said, Assert.Single(Problems(($"CallbackDelivery__{name}", value))), StringComparison.Ordinal);

    [Fact]
    public void More_than_twenty_waits_are_too_many() => Assert.Contains(
        "'a list of 21'. Give 1 to 20 waits.",
        Assert.Single(Problems(
            [.. Enumerable.Range(0, 21).Select(no => ($"CallbackDelivery__Delays__{no}", (string?)"00:00:01"))])),
        StringComparison.Ordinal);

    [Fact]
    public void What_the_rules_allow_may_be_called() => Assert.Empty(Problems(
        ($"{Prefix}Url", "http://127.0.0.1:5005/told"), Secret, ("CallbackDelivery__Ports__0", "5005"),
        ("CallbackDelivery__AllowedNetworks__0", "127.0.0.1/32")));

    [Fact]
    public async Task A_name_that_leads_only_where_nothing_is_called_stops_the_start()
    {
        using var settings = new CallbackSettings(() => ["127.0.0.1", "fd12::1"], Url, Secret);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(settings.StartAsync);

        Assert.Equal(
            $"{Prefix}Url leads to ops.example.com: 127.0.0.1 is loopback; fd12::1 is private. Allowed are public "
            + "addresses; CallbackDelivery__AllowedNetworks__0 and so on may name others.",
            Assert.Single(refusal.Failures));
    }

    [Fact]
    public async Task A_name_with_one_good_address_or_none_that_is_known_stops_nothing()
    {
        using var good = new CallbackSettings(() => ["127.0.0.1", "8.8.8.8"], Url, Secret);
        using var empty = new CallbackSettings(() => [], Url, Secret);
        using var failing = new CallbackSettings(() => throw new SocketException(11_001), Url, Secret);
        using var silent = new CallbackSettings(lookup: null, Url, Secret);

        await good.StartAsync();
        await empty.StartAsync();
        await failing.StartAsync();
        await silent.Time.RunAsync(silent.StartAsync());
    }

    private static IReadOnlyList<string> Problems(params (string, string?)[] all)
    {
        using var settings = new CallbackSettings(() => [], all);
        return settings.Problems();
    }
}
