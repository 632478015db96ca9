using System.Globalization;
using System.Text;

namespace Nof1Agent.Skills.Diaries;

/// <summary>Text of a file as a message may show it: quoted, short, with what the eye cannot see written out.</summary>
internal static class Shown
{
    private const int Longest = 40;

    public static string Text(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
                return shown.Append("...\"").ToString();
            var visible = rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
            shown.Append(visible ? rune.ToString() : rune.Value == '\t' ? "\\t" : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"));
        }

        return shown.Append('"').ToString();
    }
}
