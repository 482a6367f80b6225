using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Tests;

/// <summary>What the table in memory must do as storage does, so that a test over it proves something.</summary>
public sealed class MemoryTableTests
{
    private readonly MemoryTable _table = new();

    [Fact]
    public async Task Deletes_no_other_version_than_the_one_that_is_named()
    {
        await _table.AddEntityAsync(Row("a", 1));
        var old = Version("a");
        await _table.UpsertEntityAsync(Row("a", 2));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _table.DeleteEntityAsync("p", "a", old));

        Assert.Equal(412, refused.Status);
        Assert.Equal(2, Count("a"));
    }

    [Fact]
    public async Task Deletes_any_version_when_none_is_named()
    {
        await _table.AddEntityAsync(Row("a", 1));

        Assert.Equal(204, (await _table.DeleteEntityAsync("p", "a")).Status);
        Assert.Equal(404, (await _table.DeleteEntityAsync("p", "a")).Status);
    }

    [Fact]
    public async Task A_transaction_adds_merges_and_deletes()
    {
        await _table.AddEntityAsync(Row("merged", 1));
        await _table.AddEntityAsync(Row("deleted", 1));

        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("added", 1)),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["Other"] = 2 }, ETag.All),
            new(TableTransactionActionType.Delete, Row("deleted", 0), Version("deleted")),
        ]);

        Assert.Equal([1, 1, null], new[] { "added", "merged", "deleted" }.Select(Count));
    }

    [Theory]
    [InlineData(TableTransactionActionType.Delete)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    public async Task A_transaction_with_an_old_version_changes_nothing(TableTransactionActionType type)
    {
        await _table.AddEntityAsync(Row("a", 1));
        var old = Version("a");
        await _table.UpsertEntityAsync(Row("a", 2));

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Row("b", 1)), new(type, Row("a", 3), old)]));

        Assert.Equal(412, refused.Status);
        Assert.Equal([2, null], new[] { "a", "b" }.Select(Count));
    }

    [Fact]
    public async Task Gives_only_what_is_selected()
    {
        await _table.AddEntityAsync(Row("a", 1));

        var row = await _table.GetEntityIfExistsAsync<Counted>("p", "a", [nameof(Counted.RowKey)]);

        Assert.Equal(("", "a", 0), (row.Value!.PartitionKey, row.Value.RowKey, row.Value.Count));
    }

    [Theory]
    [InlineData("Color eq 'red'", "a", "b")]
    [InlineData("PartitionKey eq 'p' and RowKey gt 'a' and Color eq 'red'", "b")]
    [InlineData("Color gt ''", "a", "b", "c")]
    [InlineData("Color eq 'it''s and that'", "c")]
    public async Task Finds_rows_by_keys_and_by_columns_that_they_have(string filter, params string[] expected)
    {
        foreach (var (name, color) in ((string, string?)[])[("a", "red"), ("b", "red"), ("c", "it's and that"), ("d", null)])
            await _table.AddEntityAsync(new TableEntity("p", name) { ["Color"] = color });

        Assert.Equal(expected, (await AnswersAsync(filter)).SelectMany(answer => answer));
    }

    [Fact]
    public async Task Answers_in_parts_when_its_time_is_up_whatever_it_has_found()
    {
        for (var no = 0; no < 5; no++) await _table.AddEntityAsync(Row($"{no}", no));
        _table.RowsAnAnswer = 2;

        Assert.Equal(["0", "1"], (await AnswersAsync("PartitionKey eq 'p'"))[0]);
        Assert.Equal(["", "", "4"], (await AnswersAsync("RowKey ge '0' and Count eq 4")).Select(answer => string.Concat(answer)));
    }

    [Theory]
    [InlineData("RowKey gt 'a' and RowKey le 'c'", "b c")]
    [InlineData("Count ge 2 and (RowKey eq 'a' or RowKey eq 'c')", "c")]
    [InlineData("(Count eq 1 or Count gt 2L) and Other lt 9", "")]
    public async Task Finds_rows_by_numbers_and_by_either_of_two_terms(string filter, string found)
    {
        foreach (var (name, count) in new[] { ("c", 3), ("a", 1), ("b", 2) }) await _table.AddEntityAsync(Row(name, count));

        Assert.Equal(found, string.Join(' ', (await AnswersAsync(filter)).SelectMany(answer => answer)));
    }

    private async Task<IReadOnlyList<IReadOnlyList<string>>> AnswersAsync(string filter)
    {
        var answers = new List<IReadOnlyList<string>>();
        await foreach (var answer in _table.QueryAsync<Counted>(filter).AsPages())
            answers.Add([.. answer.Values.Select(row => row.RowKey)]);
        return answers;
    }

    private static TableEntity Row(string name, int count) => new("p", name) { [nameof(Counted.Count)] = count };

    private ETag Version(string name) => _table.Find<Counted>("p", name)!.ETag;

    private int? Count(string name) => _table.Find<Counted>("p", name)?.Count;

    private sealed class Counted : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Count { get; set; }
    }
}
