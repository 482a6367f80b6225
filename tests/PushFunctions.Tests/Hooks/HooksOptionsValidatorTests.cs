namespace PushFunctions.Tests.Hooks;

public sealed class HooksOptionsValidatorTests
{
    private const string Prefix = "Hooks__Sources__demo__";

    private static readonly (string, string?) Secret = ("Secrets__0", Signer.Secret);

    [Fact]
    public void A_source_needs_nothing_but_its_secrets() =>
        Assert.Empty(Problems(Secret, ("Secrets__1", Signer.OtherSecret)));

    [Theory]
    [InlineData("Scheme", "Standard", "StandardWebhooks, GitHub, Stripe, None")]
    [InlineData("Scheme", "", "StandardWebhooks, GitHub, Stripe, None")]
    [InlineData("Scheme", "1", "StandardWebhooks, GitHub, Stripe, None")]
    [InlineData("MaxBodyBytes", "0", "between 1 and 1048576")]
    [InlineData("MaxBodyBytes", "1048577", "between 1 and 1048576")]
    [InlineData("App", "nobody", "an app of Agora__Apps__")]
    [InlineData("Types__0", "", "1 to 1024 characters")]
    [InlineData("Origins__0", "", "1 to 1024 characters")]
    [InlineData("TypeFrom", "type", "'header:' and a header's name, or a JSON pointer")]
    [InlineData("TypeFrom", "/a~b", "'header:' and a header's name, or a JSON pointer")]
    [InlineData("TypeFrom", "header:", "'header:' and a header's name, or a JSON pointer")]
    [InlineData("TypeFrom", "header:a b", "'header:' and a header's name, or a JSON pointer")]
    [InlineData("TypeFrom", "header:X-Type", "list the types that it may name in Types")]
    [InlineData("IdFrom", "/id", "StandardWebhooks signs the id of each event; leave it out")]
    [InlineData("TargetsFrom", "header:X-User", "A header is not signed")]
    [InlineData("DataFrom", "header:X-Data", "A header is not signed")]
    [InlineData("TypePrefix", "shop.", "TypeFrom")]
    public void A_setting_that_cannot_be_used_is_named_with_its_value_and_what_is_allowed(
        string name, string value, string allowed)
    {
        var problems = Problems(Secret, (name, value));

        Assert.Contains(
            problems,
            problem => problem.StartsWith($"The setting {Prefix}{name} is '{value}'.", StringComparison.Ordinal)
                && problem.Contains(allowed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Type__0", "order.shipped")]
    [InlineData("Secret", "x")]
    [InlineData("Maxbytes", "1")]
    public void A_word_that_is_not_known_is_refused(string name, string value)
    {
        var problem = Assert.Single(Problems(Secret, (name, value)));

        Assert.StartsWith($"The setting {Prefix}{name.Split("__")[0]} is not known;", problem, StringComparison.Ordinal);
        Assert.Contains("Types", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Types")]
    [InlineData("Origins")]
    [InlineData("Secrets")]
    public void A_list_that_is_given_as_one_value_is_refused(string name)
    {
        // Left alone, the binder would take it for an empty list, which allows all.
        var problem = Assert.Single(Problems(("Secrets__0", Signer.Secret), (name, Signer.Secret)));

        Assert.StartsWith($"The setting {Prefix}{name} is a list; name its items {Prefix}{name}__0", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StandardWebhooks", "whsec_not base64 at all", "is not base64")]
    [InlineData("StandardWebhooks", "whsec_c2hvcnQ=", "5 bytes; at least 24")]
    [InlineData("StandardWebhooks", "", "0 bytes")]
    [InlineData("GitHub", "short", "5 characters; at least 16")]
    [InlineData("Stripe", "short", "5 characters; at least 16")]
    [InlineData("GitHub", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "Key Vault")]
    [InlineData("StandardWebhooks", "@Microsoft.KeyVault(VaultName=v;SecretName=s)", "Key Vault")]
    public void A_secret_that_cannot_be_used_is_named_and_never_said(string scheme, string secret, string said)
    {
        var good = scheme == "StandardWebhooks" ? Signer.Secret : Signer.Text;

        var problem = Assert.Single(Problems(("Scheme", scheme), ("Secrets__0", good), ("Secrets__1", secret)));

        Assert.StartsWith($"{Prefix}Secrets__1 ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        if (secret.Length > 0) Assert.DoesNotContain(secret, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StandardWebhooks")]
    [InlineData("GitHub")]
    [InlineData("Stripe")]
    public void A_scheme_that_signs_needs_a_secret(string scheme)
    {
        var problem = Assert.Single(Problems(("Scheme", scheme)));

        Assert.Contains($"{Prefix}Secrets holds 0 secrets; 1 to 10 are needed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_ten_secrets_are_too_many()
    {
        var secrets = Enumerable.Range(0, 11).Select(no => ($"Secrets__{no}", (string?)Signer.Secret));

        Assert.Contains("holds 11 secrets", Assert.Single(Problems([.. secrets])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_signs_nothing_has_no_secrets()
    {
        Assert.Empty(Problems(("Scheme", "none")));
        Assert.Contains(
            "Scheme is None", Assert.Single(Problems(("Scheme", "None"), Secret)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_signs_nothing_may_have_its_parts_in_headers() => Assert.Empty(Problems(
        ("Scheme", "None"), ("IdFrom", "header:X-Id"), ("TypeFrom", "header:X-Type"), ("TypePrefix", "x."),
        ("TargetsFrom", "header:X-User"), ("DataFrom", "header:X-Data")));

    [Theory]
    [InlineData("GitHub")]
    [InlineData("Stripe")]
    public void A_signed_body_may_have_the_id_and_a_header_may_not(string scheme)
    {
        (string, string?)[] good = [("Scheme", scheme), ("Secrets__0", Signer.Text), ("TypeFrom", "/type")];

        Assert.Empty(Problems([.. good, ("IdFrom", "/id")]));
        Assert.Contains(
            "not signed", Assert.Single(Problems([.. good, ("IdFrom", "header:X-GitHub-Delivery")])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_payload_has_a_type_somewhere()
    {
        Assert.Contains(
            "TypeFrom", Assert.Single(Problems(Secret, ("TargetsFrom", "/user"))), StringComparison.Ordinal);
        Assert.Empty(Problems(Secret, ("TargetsFrom", "/user"), ("Types__0", "only.one")));
        Assert.Single(Problems(
            Secret, ("TargetsFrom", "/user"), ("Types__0", "one"), ("Types__1", "two")));
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("-demo")]
    [InlineData("demo_")]
    [InlineData("de mo")]
    [InlineData("démo")]
    [InlineData("a.b")]
    public void A_name_that_does_not_fit_an_address_and_a_setting_is_refused(string name)
    {
        using var settings = new HookSettings(name, Secret);

        Assert.Contains(
            $"Hooks__Sources__{name}__… is no name of a source", Assert.Single(settings.Problems()), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(params (string, string?)[] source)
    {
        using var settings = new HookSettings(source);
        return settings.Problems();
    }
}
