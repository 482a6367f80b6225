namespace PushFunctions.Dev.Grammar;

/// <summary>An object of JSON, of which a member is easily left out, changed or put in twice.</summary>
internal sealed record JsonMembers(params IReadOnlyList<(string Name, string Json)> All)
{
    public JsonMembers With(string name, string json) => new([.. Without(name).All, (name, json)]);

    public JsonMembers Without(string name) => new([.. All.Where(member => member.Name != name)]);

    public override string ToString() =>
        $"{{{string.Join(',', All.Select(member => $"{JsonText.Of(member.Name)}:{member.Json}"))}}}";
}
