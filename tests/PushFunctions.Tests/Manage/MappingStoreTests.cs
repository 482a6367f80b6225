using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PushFunctions.Manage;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Manage;

public sealed class MappingStoreTests
{
    private static readonly MappingCondition Any = new(Match: null, NoneMatch: null);

    private readonly ManualTime _time = new();
    private readonly MemoryTable _table = new();
    private readonly MappingCache _cache;
    private readonly MappingStore _store;

    public MappingStoreTests()
    {
        var storage = Memory.Clients(mappings: _table);
        _cache = new(storage, Options.Create(new MappingOptions()), _time, NullLogger<MappingCache>.Instance);
        _store = new(storage, _cache, _time);
    }

    [Fact]
    public async Task What_is_put_is_found_and_known_at_once()
    {
        await _cache.FreshenAsync(CancellationToken.None);

        var put = Assert.IsType<MappingChange.Put>(await PutAsync("one"));

        Assert.True(put.Created);
        Assert.Equal(put.Mapping.Version, (await _store.FindAsync("default", "t", CancellationToken.None))!.Version);
        await _cache.FreshenAsync(CancellationToken.None);
        Assert.Equal(put.Mapping.Version, _cache.Find("default", "t")!.Version);
    }

    [Theory]
    [InlineData("add", 409, true)]
    [InlineData("update", 412, false)]
    public async Task A_write_whose_answer_was_lost_is_known_as_its_own(string operation, int status, bool created)
    {
        if (!created) await PutAsync("before");
        // As the client sees it that tries again by itself: the second try meets the first.
        _table.After = done =>
        {
            if (done != operation) return;
            _table.After = null;
            throw MemoryTable.Failure(status);
        };

        var put = Assert.IsType<MappingChange.Put>(await PutAsync("mine"));

        Assert.Equal(created, put.Created);
        Assert.Equal("mine", (await _store.FindAsync("default", "t", CancellationToken.None))!.Json.GetString());
        Assert.Equal(created ? 1 : 2, _table.Writes);
    }

    [Fact]
    public async Task Whoever_is_overtaken_looks_again_whether_the_condition_still_holds()
    {
        var first = Assert.IsType<MappingChange.Put>(await PutAsync("first")).Mapping.Version;
        var overtaken = false;
        _table.Before = operation =>
        {
            if (operation != "update" || overtaken) return;
            overtaken = true;
            PutAsync("faster").GetAwaiter().GetResult();
        };

        var refused = await _store.PutAsync(
            "default", "t", "\"slower\""u8.ToArray(), new([MappingCondition.ETagOf(first)], null), CancellationToken.None);

        Assert.NotEqual(first, Assert.IsType<MappingChange.Refused>(refused).Version);
        Assert.Equal("faster", (await _store.FindAsync("default", "t", CancellationToken.None))!.Json.GetString());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_at_once()
    {
        await PutAsync("one");
        await _cache.FreshenAsync(CancellationToken.None);

        Assert.IsType<MappingChange.Deleted>(await _store.DeleteAsync("default", "t", Any, CancellationToken.None));

        Assert.IsType<MappingChange.Missing>(await _store.DeleteAsync("default", "t", Any, CancellationToken.None));
        await _cache.FreshenAsync(CancellationToken.None);
        Assert.Null(_cache.Find("default", "t"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(412)]
    public async Task A_delete_whose_answer_was_lost_has_deleted(int status)
    {
        var put = Assert.IsType<MappingChange.Put>(await PutAsync("one"));
        _table.After = done =>
        {
            if (done != "delete") return;
            _table.After = null;
            throw MemoryTable.Failure(status);
        };

        var change = await _store.DeleteAsync(
            "default", "t", new([MappingCondition.ETagOf(put.Mapping.Version)], null), CancellationToken.None);

        Assert.IsType<MappingChange.Deleted>(change);
        Assert.Null(_table.Find<MappingRow>("t", MappingRow.Key));
    }

    [Fact]
    public async Task A_list_is_of_one_app_and_leaves_what_events_know_as_it_is()
    {
        await PutAsync("one");
        await _store.PutAsync("shop", "s", "{}"u8.ToArray(), Any, CancellationToken.None);
        await _cache.FreshenAsync(CancellationToken.None);
        var looks = 0;

        var listed = await _store.ListAsync("shop", CancellationToken.None);
        _table.Before = operation => looks += operation == "query" ? 1 : 0;
        await _cache.FreshenAsync(CancellationToken.None);

        Assert.Equal(["s"], listed.Select(row => row.Type));
        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task An_apps_mapping_lies_under_its_name()
    {
        await _store.PutAsync("shop", "t", "{}"u8.ToArray(), Any, CancellationToken.None);
        await PutAsync("one");

        Assert.NotNull(_table.Find<MappingRow>("shop|t", MappingRow.Key));
        Assert.NotNull(_table.Find<MappingRow>("t", MappingRow.Key));
    }

    private Task<MappingChange> PutAsync(string text) => _store.PutAsync(
        "default", "t", System.Text.Encoding.UTF8.GetBytes($"\"{text}\""), Any, CancellationToken.None);
}
