using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Load;

/// <summary>What is kept of one run of a benchmark.</summary>
/// <param name="Bench">The benchmark.</param>
/// <param name="Form">What was run of it.</param>
/// <param name="At">When it began.</param>
/// <param name="Commit">The sources it ran with.</param>
/// <param name="IsWithinGoals">Whether all goals were met.</param>
/// <param name="Figures">The lines of its table.</param>
/// <param name="Result">All that was measured.</param>
internal sealed record BenchRecord(
    string Bench, string Form, DateTimeOffset At, string Commit, bool IsWithinGoals,
    IReadOnlyList<KeptFigure> Figures, JsonNode? Result)
{
    public static BenchRecord Of(
        BenchForm form, DateTimeOffset at, string commit, IReadOnlyList<Figure> figures, JsonNode? result) => new(
            form.Bench, $"{form}", at, commit, figures.All(figure => figure.IsMet),
            [.. figures.Select(KeptFigure.Of)], result);

    public string ToJson() => JsonSerializer.Serialize(this, BenchRecordJson.Readable.BenchRecord);
}

/// <summary>A line of the table; one without a goal says nothing of whether it was met.</summary>
internal sealed record KeptFigure(string Name, string Value, string? Goal, bool? IsMet)
{
    public static KeptFigure Of(Figure figure) => figure.Goal.Length == 0
        ? new(figure.Name, figure.Value, null, null)
        : new(figure.Name, figure.Value, figure.Goal, figure.IsMet);
}

[JsonSerializable(typeof(BenchRecord))]
internal sealed partial class BenchRecordJson : JsonSerializerContext
{
    /// <summary>The context to use: nobody shows it as HTML, and <c>+changes</c> is to be read as it is.</summary>
    public static BenchRecordJson Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
