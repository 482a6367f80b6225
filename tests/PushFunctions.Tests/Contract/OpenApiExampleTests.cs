using System.Text.Json;

namespace PushFunctions.Tests.Contract;

/// <summary>Every example in the description is as its schema says, and the check of that can fail.</summary>
public sealed class OpenApiExampleTests : IDisposable
{
    private readonly SchemaChecker _checker = new(Repository.Root);

    [Fact]
    public async Task Every_example_is_valid_by_its_schema()
    {
        var examples = Find("", Api.Description.Root).ToList();

        Assert.True(examples.Count > 40, $"Only {examples.Count} examples were found.");
        foreach (var (schema, value) in examples)
        {
            var wrong = await _checker.CheckAsync(schema, value);
            Assert.True(wrong.Count == 0, $"{schema}: {string.Join("; ", wrong)}");
        }
    }

    [Theory]
    [InlineData("""{"status":"ok"}""", 0)]
    [InlineData("""{"status":"well"}""", 1)]
    [InlineData("{}", 1)]
    [InlineData("""{"status":"ok","more":1}""", 1)]
    public async Task A_value_that_differs_is_found(string health, int wrong) => Assert.Equal(
        wrong, (await _checker.CheckAsync("/components/schemas/Health", JsonElement.Parse(health))).Count);

    [Fact]
    public async Task A_schema_that_is_not_there_is_an_error() => Assert.Contains(
        "cannot be checked",
        Assert.Single(await _checker.CheckAsync("/components/schemas/Nobody", JsonElement.Parse("{}"))),
        StringComparison.Ordinal);

    public void Dispose() => _checker.Dispose();

    /// <summary>Whatever has examples has its schema beside them.</summary>
    private static IEnumerable<(string Schema, JsonElement Value)> Find(string at, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) yield break;
        if (value.TryGetProperty("schema", out _))
        {
            if (value.TryGetProperty("example", out var example)) yield return ($"{at}/schema", example);
            if (value.TryGetProperty("examples", out var examples))
            {
                foreach (var one in examples.EnumerateObject())
                {
                    yield return ($"{at}/schema", Api.Description.Resolve(
                        $"{at}/examples/{ApiDescription.Escape(one.Name)}").Value.GetProperty("value"));
                }
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            foreach (var found in Find($"{at}/{ApiDescription.Escape(member.Name)}", member.Value)) yield return found;
        }
    }
}
