using System.Globalization;

namespace Nof1Agent.Skills.Documents;

/// <summary>A document before it is laid out: the same content becomes HTML and Markdown.</summary>
internal sealed record TextDocument(string Title, IReadOnlyList<DocumentSection> Sections);

/// <summary>One section.</summary>
/// <param name="Item">The item of the reporting guideline, e.g. "8a.3"; empty outside of it.</param>
/// <param name="Heading">What it is about.</param>
/// <param name="Unverified">The item's number or name has not been compared with the published checklist.</param>
/// <param name="Blocks">What it says.</param>
internal sealed record DocumentSection(string Item, string Heading, bool Unverified, IReadOnlyList<DocumentBlock> Blocks);

/// <summary>A piece of a section.</summary>
internal abstract record DocumentBlock;

internal sealed record Paragraph(string Text) : DocumentBlock;

internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : DocumentBlock;

/// <summary>Text that has to stay as it is, byte for byte.</summary>
internal sealed record Verbatim(string Text) : DocumentBlock;

internal sealed record Figure(Picture Picture) : DocumentBlock;

/// <summary>Writes numbers for documents: more digits than in a chat, never more than mean something, always with a point.</summary>
internal static class DocumentNumber
{
    public static string Of(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.###", CultureInfo.InvariantCulture) : "not available";

    public static string Probability(double? value) => value is not { } number ? "not available"
        : number < 0.001 ? "less than 0.001" : number > 0.999 ? "more than 0.999" : number.ToString("0.000", CultureInfo.InvariantCulture);
}
