using System.Text;

namespace Nof1Agent.Skills.Languages;

/// <summary>
/// A text with named places, in the part of the ICU message notation that is needed: <c>{name}</c>, <c>{days, plural, one {# day} other {# days}}</c> and
/// <c>{side, select, lower {less} other {more}}</c>. <c>#</c> is the number that the form was chosen by. Forms may hold places again; a literal brace cannot be written.
/// </summary>
internal sealed class MessagePattern
{
    private readonly IReadOnlyList<Part> parts;

    private MessagePattern(IReadOnlyList<Part> parts) => this.parts = parts;

    /// <summary>The names of all places, with the forms of those that choose.</summary>
    public IEnumerable<(string Name, IReadOnlyCollection<string> Forms)> Places => PlacesOf(parts).Distinct(new ByName());

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">A brace is missing, or a choice has no form "other".</exception>
    public static MessagePattern Parse(string text)
    {
        var at = 0;
        var parts = Sequence(text, ref at, nested: false);
        return new MessagePattern(parts);
    }

    /// <summary>The text with its places filled.</summary>
    /// <param name="value">What stands in a place, as it is shown.</param>
    /// <param name="form">The plural form of the number in a place.</param>
    public string Fill(Func<string, string> value, Func<string, string> form)
    {
        var filled = new StringBuilder();
        Write(parts, null, filled, value, form);
        return filled.ToString();
    }

    private static void Write(IReadOnlyList<Part> parts, string? counted, StringBuilder into, Func<string, string> value, Func<string, string> form)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Literal literal:
                    into.Append(literal.Text);
                    break;
                case Count:
                    into.Append(counted is null ? "#" : value(counted));
                    break;
                case Place place:
                    into.Append(value(place.Name));
                    break;
                case Choosing choosing:
                    var chosen = choosing.IsPlural ? form(choosing.Name) : value(choosing.Name);
                    var exact = choosing.IsPlural ? choosing.Forms.GetValueOrDefault($"={value(choosing.Name)}") : null;
                    Write(exact ?? choosing.Forms.GetValueOrDefault(chosen) ?? choosing.Forms[PluralRules.Other], choosing.IsPlural ? choosing.Name : counted, into, value, form);
                    break;
            }
        }
    }

    private static List<Part> Sequence(string text, ref int at, bool nested)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        void Finish()
        {
            if (literal.Length > 0)
            {
                parts.Add(new Literal(literal.ToString()));
                literal.Clear();
            }
        }

        for (; at < text.Length && text[at] != '}'; at++)
        {
            if (text[at] is '{' or '#')
            {
                Finish();
                parts.Add(text[at] == '#' ? new Count() : Braced(text, ref at));
            }
            else
            {
                literal.Append(text[at]);
            }
        }

        Finish();
        return nested == at < text.Length ? parts : throw new FormatException($"A brace is missing in \"{text}\".");
    }

    private static Part Braced(string text, ref int at)
    {
        var end = text.IndexOfAny([',', '}', '{'], at + 1);
        if (end < 0 || text[end] == '{')
        {
            throw new FormatException($"A brace is missing in \"{text}\".");
        }

        var name = text[(at + 1)..end].Trim();
        at = end;
        if (text[at] == '}')
        {
            return new Place(name);
        }

        end = text.IndexOf(',', at + 1);
        var kind = end < 0 ? "" : text[(at + 1)..end].Trim();
        if (kind is not ("plural" or "select"))
        {
            throw new FormatException($"\"{name}\" in \"{text}\" is neither plural nor select.");
        }

        at = end + 1;
        var forms = new Dictionary<string, IReadOnlyList<Part>>(StringComparer.Ordinal);
        while (at < text.Length && text[at] != '}')
        {
            var open = text.IndexOf('{', at);
            var form = open < 0 ? throw new FormatException($"A brace is missing in \"{text}\".") : text[at..open].Trim();
            at = open + 1;
            forms[form] = Sequence(text, ref at, nested: true);
            at++;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        return at < text.Length && forms.ContainsKey(PluralRules.Other)
            ? new Choosing(name, kind == "plural", forms)
            : throw new FormatException($"\"{name}\" in \"{text}\" has no form \"other\", or no end.");
    }

    private static IEnumerable<(string, IReadOnlyCollection<string>)> PlacesOf(IReadOnlyList<Part> parts) => parts.SelectMany(part => part switch
    {
        Place place => [(place.Name, (IReadOnlyCollection<string>)[])],
        Choosing choosing => [(choosing.Name, [.. choosing.Forms.Keys]), .. choosing.Forms.Values.SelectMany(PlacesOf)],
        _ => Enumerable.Empty<(string, IReadOnlyCollection<string>)>(),
    });

    private abstract record Part;

    private sealed record Literal(string Text) : Part;

    private sealed record Count : Part;

    private sealed record Place(string Name) : Part;

    private sealed record Choosing(string Name, bool IsPlural, IReadOnlyDictionary<string, IReadOnlyList<Part>> Forms) : Part;

    private sealed class ByName : IEqualityComparer<(string Name, IReadOnlyCollection<string> Forms)>
    {
        public bool Equals((string Name, IReadOnlyCollection<string> Forms) x, (string Name, IReadOnlyCollection<string> Forms) y) => x.Name == y.Name;

        public int GetHashCode((string Name, IReadOnlyCollection<string> Forms) place) => place.Name.GetHashCode(StringComparison.Ordinal);
    }
}
