using System.Collections.Concurrent;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Keeps what went wrong, each with its request and how to repeat it.</summary>
internal sealed class FuzzFailures
{
    /// <summary>With so many there is one cause: the rest says nothing new.</summary>
    public const int Most = 100;

    private readonly ConcurrentQueue<string> _all = new();
    private readonly int _seed;

    public FuzzFailures(int seed)
    {
        _seed = seed;
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    public static string Folder { get; } = RepositoryRoot.Below("artifacts", "bench", "fuzz-failures");

    public IReadOnlyList<string> All => [.. _all];

    public bool AreTooMany => _all.Count >= Most;

    /// <summary>Something that no single request is known to have done.</summary>
    public void Add(string fault) => Write("run", fault, $"./dev bench fuzz --seed {_seed}");

    public void Add(FuzzInput input, WireAnswer answer, string fault)
    {
        var name = $"{input.Number:D6}";
        Write(
            name,
            $"{input.Kind} ({input.Number}): {fault}",
            $"./dev bench fuzz --seed {_seed} --first {input.Number} --count 1\n"
            + $"or, where no signature is too old by now: nc 127.0.0.1 PORT < {name}.http\n\n"
            + $"answer {answer.Status}:\n{answer.Body}");
        byte[] bytes = [.. input.Before?.ToBytes() ?? [], .. input.Request.ToBytes()];
        File.WriteAllBytes(Path.Combine(Folder, $"{name}.http"), bytes);
    }

    private void Write(string name, string fault, string how)
    {
        _all.Enqueue(fault);
        Directory.CreateDirectory(Folder);
        File.AppendAllText(Path.Combine(Folder, $"{name}.txt"), $"{fault}\n{how}\n");
    }
}
