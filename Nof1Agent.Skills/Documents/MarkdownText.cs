using System.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>Writes a document as Markdown. What people wrote stays text: every character with a meaning in Markdown or HTML is escaped.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|!~&";

    public static string Write(TextDocument document)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escaped(document.Title)).Append('\n');
        foreach (var section in document.Sections)
        {
            text.Append("\n## ").Append(Escaped($"{section.Item} {section.Heading}".Trim())).Append(section.Unverified ? " †" : "").Append('\n');
            foreach (var block in section.Blocks)
            {
                text.Append('\n');
                Write(text, block);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, DocumentBlock block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                text.Append(Escaped(paragraph.Text)).Append('\n');
                break;
            case Table table:
                Row(text, table.Header);
                Row(text, [.. table.Header.Select(_ => "---")]);
                foreach (var row in table.Rows)
                {
                    Row(text, [.. row.Select(Escaped)]);
                }

                break;
            case Verbatim verbatim:
                // Indented code holds anything; canonical JSON has no line breaks.
                text.Append("    ").Append(verbatim.Text.ReplaceLineEndings("\n    ")).Append('\n');
                break;
            case Figure figure:
                text.Append("Figure: ").Append(Escaped(figure.Picture.Alt)).Append('\n');
                break;
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
                continue;
            }

            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
