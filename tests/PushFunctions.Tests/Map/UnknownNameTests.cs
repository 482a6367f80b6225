using System.Text.Json;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

/// <summary>Names that no data can have are refused when a mapping is read.</summary>
public sealed class UnknownNameTests
{
    [Theory]
    [InlineData("Order {{order}}", 9, "order")]
    [InlineData("{{dta.order}}", 3, "dta")]
    [InlineData("{{{order}}}", 4, "order")]
    [InlineData("{{~order~}}", 4, "order")]
    [InlineData("{{[order]}}", 3, "order")]
    [InlineData("{{this.order}}", 3, "order")]
    [InlineData("{{./order}}", 3, "order")]
    [InlineData("{{order.data}}", 3, "order")]
    [InlineData("{{User.id}}", 3, "User")]
    [InlineData("\\\\{{order}}", 5, "order")]
    [InlineData("{{#if gift}}x{{/if}}", 7, "gift")]
    [InlineData("{{#if data.x}}{{gift}}{{/if}}", 17, "gift")]
    [InlineData("{{#if data.x}}a{{else}}{{gift}}{{/if}}", 26, "gift")]
    [InlineData("{{#if data.x}}a{{else if gift}}b{{/if}}", 26, "gift")]
    [InlineData("{{#unless data.x}}{{#if data.y}}{{gift}}{{/if}}{{/unless}}", 35, "gift")]
    [InlineData("{{#each items}}x{{/each}}", 9, "items")]
    [InlineData("{{#each data.items}}{{name}}{{else}}{{gift}}{{/each}}", 39, "gift")]
    [InlineData("{{#each data.items}}{{@root.gift}}{{/each}}", 23, "gift")]
    [InlineData("{{#items}}x{{/items}}", 4, "items")]
    [InlineData("{{lookup items 'a'}}", 10, "items")]
    [InlineData("{{lookup (lookup data 'a') key}}", 28, "key")]
    public void A_name_of_neither_data_nor_user_is_refused_with_its_place(string template, int position, string name)
    {
        foreach (var json in (string[])
            [
                JsonSerializer.Serialize(new { type = "t", message = new { ext = new { a = template } } }),
                JsonSerializer.Serialize(new
                {
                    type = "t", message = new { }, languages = new { de = new { message = new { ext = new { a = template } } } },
                }),
            ])
        {
            var error = Assert.Single(Assert.IsType<MappingRead.Wrong>(MappingReader.Read(Some.Json(json))).Errors);

            Assert.EndsWith("/message/ext/a", error.Path, StringComparison.Ordinal);
            Assert.StartsWith(
                $"is wrong at position {position}: '{name}' is no field;", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{{data}}{{user}}{{data.any}}{{user.[a b]}}{{data/x}}{{this.data.x}}{{@root.data.x}}{{[data].x}}")]
    [InlineData("{{#each data.items}}{{name}}{{this.name}}{{../data.x}}{{@index}}{{@key}}{{@root.user.id}}{{/each}}")]
    [InlineData("{{#with data.who}}{{first}}{{#if first}}{{last}}{{else}}{{nick}}{{/if}}{{else}}{{data.x}}{{/with}}")]
    [InlineData("{{#each data.items as |item no|}}{{item.name}}{{no}}{{/each}}")]
    [InlineData("{{#data.who}}{{first}}{{/data.who}}")]
    [InlineData("{{lookup data 'order'}}{{lookup data.list 0}}{{#if true}}{{/if}}{{'text'}}")]
    [InlineData("\\{{order}}")]
    [InlineData("{{! order }}{{!-- {{order}} --}}{ order }")]
    public void All_that_data_might_have_passes(string template) => Assert.NotNull(
        Maps.Read(JsonSerializer.Serialize(new { type = "t", message = new { ext = new { a = template } } })));
}
