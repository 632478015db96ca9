namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What one message was understood to be.</summary>
internal sealed record Understanding(Act Act, Facts Facts);

/// <summary>Reads a person's message by rules alone: no model, no input or output, the same answer every time.</summary>
internal static class Reader
{
    /// <summary>Reads one message in the light of the open question.</summary>
    public static Understanding Read(string text, ReadingContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        return new Understanding(Act.Unclear, Facts.None);
    }
}
