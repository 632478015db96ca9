using System.Globalization;
using System.Text;

namespace Nof1Agent.Skills.Diaries;

/// <summary>
/// One spelling for letters with accents: "é" may be one character or an "e" followed by a combining accent, which look the same and compare as different.
/// </summary>
/// <remarks>
/// Normalization form C of the Unicode Standard (annex 15) for the combining marks U+0300 to U+036F: every letter is taken apart, the marks behind it are
/// put into the order of their classes, and then joined. The platform's own normalization does nothing here, because the service runs without culture data.
/// </remarks>
internal static class ComposedText
{
    private static readonly Dictionary<(char Letter, char Mark), char> Joined = [];
    private static readonly Dictionary<char, (char Letter, char Mark)> Parted = [];
    private static readonly Dictionary<char, int> Classes = [];

    static ComposedText()
    {
        using var stream = typeof(ComposedText).Assembly.GetManifestResourceStream("compositions.txt")
            ?? throw new InvalidOperationException("The table of compositions is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ') is not [var code, var order, .. var rest])
                continue;
            var pairs = string.Concat(rest);
            var mark = (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Classes[mark] = int.Parse(order, CultureInfo.InvariantCulture);
            for (var i = 0; i + 1 < pairs.Length; i += 2)
            {
                Joined[(pairs[i], mark)] = pairs[i + 1];
                Parted[pairs[i + 1]] = (pairs[i], mark);
            }
        }
    }

    /// <summary>The text with every accent joined to its letter where Unicode has a character for both.</summary>
    public static string Of(string text)
    {
        if (!text.Any(Classes.ContainsKey))
            return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var marks = new List<char>();
            var letter = TakeApart(text[i++], marks);
            while (i < text.Length && Classes.ContainsKey(text[i]))
                marks.Add(text[i++]);
            Join(letter, [.. marks.OrderBy(mark => Classes[mark])], result);
        }

        return result.ToString();
    }

    /// <summary>The letter without its marks, which are added in the order in which they stand on it.</summary>
    private static char TakeApart(char letter, List<char> marks)
    {
        while (Parted.TryGetValue(letter, out var parts))
        {
            marks.Insert(0, parts.Mark);
            letter = parts.Letter;
        }

        return letter;
    }

    private static void Join(char letter, char[] marks, StringBuilder result)
    {
        var left = new List<char>();
        foreach (var mark in marks)
        {
            // A mark of the same class that stays between the letter and this one keeps them apart.
            if ((left.Count == 0 || Classes[left[^1]] < Classes[mark]) && Joined.TryGetValue((letter, mark), out var both))
                letter = both;
            else
                left.Add(mark);
        }

        result.Append(letter).Append([.. left]);
    }
}
