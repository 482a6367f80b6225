using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Map;

public sealed class MappingCacheTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly MemoryTable _table = new();
    private readonly TempFolder _folder = new();
    private readonly MappingCache _cache;
    private readonly MappingBook _book;
    private int _queries;

    public MappingCacheTests()
    {
        _table.Before = operation => _queries += operation == "query" ? 1 : 0;
        _folder.Write("order.json", """{"type":"order","message":{"title":"file"}}""");
        _cache = new(
            Memory.Clients(mappings: _table), Options.Create(new MappingOptions()), _time, NullLogger<MappingCache>.Instance);
        _book = new(new(_folder.Path), _cache, NullLogger<MappingBook>.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_put_goes_over_the_file_and_deleting_it_brings_the_file_back()
    {
        Assert.Equal("file", await TitleAsync());

        await PutAsync("order", "one");
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("one", await TitleAsync());

        await PutAsync("order", "two");
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("two", await TitleAsync());

        await _table.DeleteEntityAsync("order", MappingRow.Key);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("file", await TitleAsync());
    }

    [Fact]
    public async Task The_table_is_asked_once_for_all_who_come_within_the_time()
    {
        for (var second = 0; second < 30; second++)
        {
            await _book.FreshenAsync(CancellationToken.None);
            await _book.FreshenAsync(CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, _queries);
    }

    [Fact]
    public async Task After_hours_of_sleep_the_first_event_waits_for_what_is_new()
    {
        await TitleAsync();
        await PutAsync("order", "new");
        _time.Advance(TimeSpan.FromHours(5));

        Assert.Equal("new", await TitleAsync());
    }

    [Fact]
    public async Task A_change_of_its_own_is_seen_at_once()
    {
        await TitleAsync();
        await PutAsync("order", "new");

        _cache.Outdate();

        Assert.Equal("new", await TitleAsync());
    }

    [Fact]
    public async Task What_is_not_changed_is_not_compiled_again()
    {
        await PutAsync("order", "one");
        await TitleAsync();
        var before = _book.Find("default", "order");
        _time.Advance(TimeSpan.FromSeconds(15));

        await _book.FreshenAsync(CancellationToken.None);

        Assert.Same(before, _book.Find("default", "order"));
    }

    [Fact]
    public async Task When_storage_is_away_it_is_asked_again_by_the_next()
    {
        _table.Before = _ => throw MemoryTable.Failure(503);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => _book.FreshenAsync(CancellationToken.None));
        _table.Before = null;

        Assert.Equal("file", await TitleAsync());
    }

    [Fact]
    public async Task Each_app_has_mappings_of_its_own_and_all_have_the_files()
    {
        await PutAsync("note", "default's");
        await PutAsync("note", "shop's", app: "shop");
        await PutAsync("sale", "shop's", app: "shop");

        Assert.Equal("default's", await TitleAsync("default", "note"));
        Assert.Equal("shop's", await TitleAsync("shop", "note"));
        Assert.Equal("file", await TitleAsync("shop", "order"));
        Assert.Null(_book.Find("default", "sale"));
        Assert.Equal(["note", "order"], _book.TypesOf("default"));
        Assert.Equal(["note", "order", "sale"], _book.TypesOf("shop"));
    }

    [Fact]
    public async Task A_type_that_reads_like_an_app_and_a_type_finds_no_other_apps_mapping()
    {
        await PutAsync("sale", "shop's", app: "shop");

        Assert.Null(await TitleAsync("default", "shop|sale"));
        Assert.Equal("shop's", await TitleAsync("shop", "sale"));
    }

    [Theory]
    [InlineData("{\"message\":{},\"ofAnotherVersion\":1}")]
    [InlineData("not JSON")]
    public async Task What_cannot_be_used_leaves_the_file_in_its_place(string json)
    {
        await PutAsync("order", json: json);
        await PutAsync("note", json: json);

        Assert.Equal("file", await TitleAsync());
        Assert.Null(await TitleAsync("default", "note"));
        Assert.True(_book.IsUnreadable("default", "note"));
        Assert.False(_book.IsUnreadable("default", "none"));
    }

    private async Task<string?> TitleAsync(string app = "default", string type = "order")
    {
        await _book.FreshenAsync(CancellationToken.None);
        return _book.Find(app, type)?.Mapping.Message.GetProperty("title").GetString();
    }

    private Task PutAsync(string type, string title = "", string app = "default", string? json = null) =>
        _table.UpsertEntityAsync(
            new MappingRow
            {
                PartitionKey = MappingRow.PartitionOf(app, type),
                App = app,
                Type = type,
                Version = Guid.NewGuid().ToString("N"),
                Json = System.Text.Encoding.UTF8.GetBytes(json ?? $$$"""{"message":{"title":"{{{title}}}"}}"""),
            },
            TableUpdateMode.Replace);
}
