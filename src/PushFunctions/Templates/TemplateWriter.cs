using System.Globalization;
using System.Text;

namespace PushFunctions.Templates;

/// <summary>Takes what a template makes, up to the limit.</summary>
internal sealed class TemplateWriter(TemplateRun run) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        MakeRoom(1);
        _text.Append(value);
    }

    public override void Write(string? value)
    {
        MakeRoom(value?.Length ?? 0);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        MakeRoom(count);
        _text.Append(buffer, index, count);
    }

    public override string ToString() => _text.ToString();

    private void MakeRoom(int letters)
    {
        run.CountOutput(letters);
        if (_text.Length + letters > TemplateLimits.Output)
            throw new TemplateLimitException($"it makes more than {TemplateLimits.Output:N0} characters");
    }
}
