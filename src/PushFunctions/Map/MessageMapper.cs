using AgoraChat.Push;
using PushFunctions.Templates;

namespace PushFunctions.Map;

/// <summary>
/// Makes the messages of an event: its mapping's, with what the event says itself laid over it member by member. Users
/// who get the same message are one group.
/// </summary>
public sealed class MessageMapper(TimeProvider time)
{
    /// <summary>Most bytes of all messages of one event.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public Mapped Map(CompiledMapping? mapping, MessageSource source)
    {
        var making = new MessageMaking(mapping, source, new(time));
        try
        {
            if (making.MakeAll() is { } problem) return problem;
        }
        catch (TemplateException exception)
        {
            return new Mapped.Unfilled(exception.Path, exception.Why);
        }
        catch (TemplateTimeException)
        {
            return new Mapped.Overdue();
        }

        return new Mapped.Messages(
            making.Groups,
            source.Strategy ?? mapping?.Mapping.Strategy ?? (int)PushStrategy.VendorOnly,
            mapping?.Mapping.ExpiresAfter,
            making.Warnings);
    }
}
