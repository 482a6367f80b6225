using Microsoft.Extensions.Options;
using PushFunctions.Events;
using PushFunctions.Hooks;

namespace PushFunctions.Tests.Hooks;

public sealed class HookSourcesTests
{
    [Fact]
    public void What_is_not_set_has_its_default()
    {
        using var settings = new HookSettings(("Secrets__0", Signer.Secret));

        var demo = settings.Demo;

        Assert.IsType<StandardWebhooksScheme>(demo.Scheme);
        Assert.Equal(("demo", "default", 65_536), (demo.Name, demo.App, demo.MaxBodyBytes));
        Assert.Empty(demo.Types);
        Assert.Empty(demo.Origins);
        Assert.Null(demo.Form);
    }

    [Fact]
    public void What_is_set_is_used()
    {
        using var settings = new HookSettings(
            ("Scheme", "stripe"), ("Secrets__0", Signer.Text), ("Secrets__1", Signer.OtherSecret), ("App", "shop"),
            ("MaxBodyBytes", "10"), ("Types__0", "a"), ("Types__1", "b"), ("Origins__0", "x.example"),
            ("TypeFrom", "/type"), ("TypePrefix", "stripe."));

        var demo = settings.Demo;

        Assert.IsType<StripeScheme>(demo.Scheme);
        Assert.Equal(2, demo.Keys.Count);
        Assert.Equal(("shop", 10), (demo.App, demo.MaxBodyBytes));
        Assert.Equal(["a", "b"], demo.Types);
        Assert.Equal(["x.example"], demo.Origins);
        Assert.Equal("stripe.", demo.Form!.TypePrefix);
        Assert.IsType<EventPlace.InBody>(demo.Form.Type);
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("dem")]
    [InlineData("demo ")]
    [InlineData("")]
    public void Names_are_compared_letter_by_letter(string name)
    {
        using var settings = new HookSettings(("Secrets__0", Signer.Secret));

        Assert.Null(settings.Sources.Find(name));
    }

    [Fact]
    public void Secrets_that_change_while_the_app_runs_are_used_at_once()
    {
        using var settings = new HookSettings(("Secrets__0", Signer.Secret));
        Assert.Single(settings.Demo.Keys);

        settings.Configuration["Hooks:Sources:demo:Secrets:1"] = Signer.OtherSecret;
        settings.Configuration.Reload();

        Assert.Equal(2, settings.Demo.Keys.Count);
    }

    [Fact]
    public void A_change_that_cannot_be_used_leaves_what_was_good()
    {
        using var settings = new HookSettings(("Secrets__0", Signer.Secret));
        var before = Assert.Single(settings.Demo.Keys);

        settings.Configuration["Hooks:Sources:demo:Secrets:0"] = "nonsense";
        Assert.ThrowsAny<Exception>(settings.Configuration.Reload);

        Assert.Equal(before, Assert.Single(settings.Demo.Keys));
    }

    [Fact]
    public void Settings_that_were_never_good_are_not_used()
    {
        using var settings = new HookSettings(("Secrets__0", "nonsense"));

        Assert.Throws<OptionsValidationException>(() => settings.Demo);
    }

    [Theory]
    [InlineData("StandardWebhooks", "", false, true)]
    [InlineData("StandardWebhooks", "", true, false)]
    [InlineData("StandardWebhooks", "a", true, true)]
    [InlineData("StandardWebhooks", "b", false, false)]
    [InlineData("None", "", true, true)]
    [InlineData("None", "b", true, false)]
    public void A_type_that_is_not_signed_must_be_in_the_list(string scheme, string listed, bool isInHeader, bool isAllowed)
    {
        var source = new HookSource
        {
            Name = "demo",
            Scheme = SignatureScheme.Find(scheme),
            Keys = [],
            Types = listed.Length == 0 ? [] : [listed],
            App = "default",
            MaxBodyBytes = 1,
            Origins = [],
            Form = null,
        };

        Assert.Equal(isAllowed, source.Allows("a", isInHeader));
    }
}
