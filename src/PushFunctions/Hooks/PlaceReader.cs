using PushFunctions.Events;

namespace PushFunctions.Hooks;

/// <summary>Reads where a source's foreign payloads have their parts.</summary>
/// <param name="wrong">Told what is wrong: setting, value, rule.</param>
internal sealed class PlaceReader(
    HookSourceOptions options, SignatureScheme? scheme, Action<string, string?, string> wrong)
{
    private const string Unsigned = "A header is not signed; give a JSON pointer into the body.";

    /// <returns>The form; null when the payloads are events of ours.</returns>
    public ForeignForm? Read()
    {
        var form = new ForeignForm
        {
            Id = Place(nameof(options.IdFrom), options.IdFrom),
            Type = Place(nameof(options.TypeFrom), options.TypeFrom),
            TypePrefix = options.TypePrefix ?? "",
            Targets = Place(nameof(options.TargetsFrom), options.TargetsFrom),
            Data = Place(nameof(options.DataFrom), options.DataFrom),
            OnlyType = options.Types is [{ } only] ? only : "",
        };
        CheckType(form);
        if (scheme is null) return IsForeign ? form : null;

        if (scheme.SignsId && options.IdFrom is not null)
            wrong(nameof(options.IdFrom), options.IdFrom, $"{scheme.Name} signs the id of each event; leave it out.");
        Signed(nameof(options.IdFrom), form.Id);
        Signed(nameof(options.TargetsFrom), form.Targets);
        Signed(nameof(options.DataFrom), form.Data);
        if (form.Type is EventPlace.InHeader && options.Types is not { Count: > 0 })
        {
            wrong(
                nameof(options.TypeFrom), options.TypeFrom,
                "A header is not signed; list the types that it may name in Types, "
                + "or give a JSON pointer into the body.");
        }

        return IsForeign ? form : null;
    }

    private bool IsForeign =>
        (options.IdFrom ?? options.TypeFrom ?? options.TargetsFrom ?? options.DataFrom) is not null;

    private void CheckType(ForeignForm form)
    {
        if (options.TypePrefix is not null && options.TypeFrom is null)
        {
            wrong(
                nameof(options.TypePrefix), options.TypePrefix,
                "It stands in front of what TypeFrom finds; set that, too.");
        }

        if (IsForeign && options.TypeFrom is null && form.OnlyType.Length == 0)
        {
            wrong(
                nameof(options.TypeFrom), "",
                "Say where the type is, or list just one in Types, which all events then have.");
        }
    }

    private EventPlace? Place(string setting, string? text)
    {
        if (text is null) return null;
        var place = EventPlace.Parse(text);
        if (place is null)
        {
            wrong(
                setting, text,
                "It must be 'header:' and a header's name, or a JSON pointer into the body, such as '/customer/id'.");
        }

        return place;
    }

    private void Signed(string setting, EventPlace? place)
    {
        if (place is EventPlace.InHeader) wrong(setting, place.ToString(), Unsigned);
    }
}
