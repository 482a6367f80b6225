using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace PushFunctions.Testing;

/// <summary>Checks values against the schemas of the API's description, by a validator that is not ours.</summary>
internal sealed class SchemaChecker : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Process _node;

    /// <param name="root">The repository's root.</param>
    public SchemaChecker(string root)
    {
        var script = Path.Combine(root, "tests", "Shared", "check-schemas.cjs");
        var start = new ProcessStartInfo("node", ["--no-deprecation", script, ApiDescription.PathBelow(root)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        _node = Process.Start(start)!;
    }

    /// <param name="schema">A JSON pointer to the schema in the description.</param>
    /// <param name="value">The value.</param>
    /// <returns>What is wrong with it; nothing, when it is as the schema says.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(string schema, JsonElement value)
    {
        var line = JsonSerializer.Serialize(new { schema, value });
        await _one.WaitAsync();
        try
        {
            await _node.StandardInput.WriteLineAsync(line);
            await _node.StandardInput.FlushAsync();
            var answer = await _node.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(
                    "The process that checks schemas has ended; are npm's packages there?");
            return JsonSerializer.Deserialize<string[]>(answer)!;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
        _one.Dispose();
    }
}
