using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>
/// Writes a document as one HTML file that a browser prints to PDF. No script, nothing from outside: pictures are data, the only style is its own. Everything
/// is escaped, and the page forbids scripts itself besides.
/// </summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light; }
        body { font: 11pt/1.45 "DejaVu Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1d282b; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.05rem; margin: 1.5rem 0 .3rem; border-top: 1px solid #c3cacd; padding-top: .7rem; }
        h2 .item { color: #566367; display: inline-block; min-width: 3.2rem; font-weight: 600; }
        p { margin: .35rem 0; overflow-wrap: anywhere; }
        .scrolls { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; margin: .5rem 0; }
        th, td { text-align: start; vertical-align: top; border-bottom: 1px solid #c3cacd; padding: .25rem .5rem .25rem 0; overflow-wrap: anywhere; }
        th { font-weight: 600; overflow-wrap: normal; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .72rem/1.4 "DejaVu Sans Mono", Consolas, monospace; background: #f3f5f5; padding: .7rem; }
        figure { margin: .8rem 0; }
        figure img { width: 100%; max-width: 26rem; height: auto; border: 1px solid #c3cacd; }
        figcaption { font-size: .85rem; color: #566367; }
        @page { size: A4; margin: 18mm 16mm 20mm; }
        @media print {
          body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; }
          h2 { break-after: avoid; font-size: 1.05em; margin: .7em 0 .15em; padding-top: .35em; }
          p { margin: .15em 0; }
          table { margin: .2em 0; }
          tr, figure { break-inside: avoid; }
          thead { display: table-header-group; }
          figure { display: inline-block; vertical-align: top; width: 48%; margin: .4em 1% .4em 0; }
          figcaption { font-size: .8em; }
          .scrolls { overflow: visible; }
        }
        """;

    /// <summary>What a server has to send as Content-Security-Policy with the page.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="document">What it says.</param>
    /// <param name="svg">Draws a picture.</param>
    public static string Write(TextDocument document, Func<Picture, string> svg)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // In a meta element frame-ancestors has no meaning and browsers complain.
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Escaped(ContentSecurityPolicy.Replace("; frame-ancestors 'none'", "", StringComparison.Ordinal))}\">\n");
        html.Append($"<title>{Escaped(document.Title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{Escaped(document.Title)}</h1>\n");
        foreach (var section in document.Sections)
        {
            var item = section.Item.Length > 0 ? $"<span class=\"item\">{Escaped(section.Item)}</span> " : "";
            html.Append($"<section>\n<h2>{item}{Escaped(section.Heading)}{(section.Unverified ? " †" : "")}</h2>\n");
            foreach (var block in section.Blocks)
            {
                html.Append(Block(block, svg));
            }

            html.Append("</section>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Block(DocumentBlock block, Func<Picture, string> svg) => block switch
    {
        Paragraph paragraph => $"<p>{Escaped(paragraph.Text)}</p>\n",
        Table table => $"<div class=\"scrolls\" tabindex=\"0\"><table>\n<thead>{Row("th", table.Header)}</thead>\n<tbody>\n{string.Concat(table.Rows.Select(row => Row("td", row)))}</tbody>\n</table></div>\n",
        Verbatim verbatim => $"<pre>{Escaped(verbatim.Text)}</pre>\n",
        Figure figure => $"<figure><img alt=\"{Escaped(figure.Picture.Alt)}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg(figure.Picture)))}\"><figcaption>{Escaped(figure.Picture.Alt)}</figcaption></figure>\n",
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "There is no layout for this kind of block."),
    };

    private static string Row(string cell, IReadOnlyList<string> cells) => $"<tr>{string.Concat(cells.Select(text => $"<{cell}>{Escaped(text)}</{cell}>"))}</tr>\n";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
