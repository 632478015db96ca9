using System.Net;
using System.Text.RegularExpressions;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>Telegram's small HTML as its documentation describes it: a few tags, properly nested; &lt;, &gt; and &amp; only as entities.</summary>
internal static partial class TelegramHtml
{
    private static readonly HashSet<string> Tags = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler"];

    /// <summary>Why it does not parse, or null.</summary>
    public static string? Problem(string html)
    {
        var open = new Stack<string>();
        for (var at = 0; at < html.Length; at++)
        {
            if (html[at] == '>')
            {
                continue;
            }

            if (html[at] != '<')
            {
                continue;
            }

            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                return $"Unclosed start tag at byte offset {at}";
            }

            var tag = html[(at + 1)..end];
            var name = tag.TrimStart('/').Split(' ')[0].ToLowerInvariant();
            if (!Tags.Contains(name))
            {
                return $"Unsupported start tag \"{name}\" at byte offset {at}";
            }

            if (!tag.StartsWith('/'))
            {
                open.Push(name);
            }
            else if (open.Count == 0 || open.Pop() != name)
            {
                return $"Unexpected end tag at byte offset {at}";
            }

            at = end;
        }

        return open.Count > 0 ? $"Can't find end tag corresponding to start tag \"{open.Peek()}\"" : null;
    }

    /// <summary>What the person sees.</summary>
    public static string Plain(string html) => WebUtility.HtmlDecode(AnyTag().Replace(html, ""));

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex AnyTag();
}
