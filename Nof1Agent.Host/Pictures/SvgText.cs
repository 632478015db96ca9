using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nof1Agent.Host.Pictures;

/// <summary>Turns the text of an SVG drawing into outlines of the shipped font: whoever looks at it sees the same letters, whatever fonts they have.</summary>
internal static partial class SvgText
{
    private const float Em = 100;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    /// <summary>The drawing without a text element, with its description for screen readers.</summary>
    public static string ToOutlines(string svg, string description)
    {
        var root = XElement.Parse(svg);
        NumberClips(root);
        var outlines = new SortedDictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var text in root.Descendants(Svg + "text").ToList())
        {
            text.ReplaceWith(Outlined(text, outlines));
        }

        root.AddFirst(new XElement(Svg + "desc", description), new XElement(Svg + "defs", outlines.Values));
        root.SetAttributeValue("role", "img");
        // It scales with its place; without this it would keep its pixels.
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")?.Value} {root.Attribute("height")?.Value}");
        return root.ToString(SaveOptions.DisableFormatting);
    }

    // The drawing library counts clips over the whole life of the process: without this, the same picture would be another text each time.
    private static void NumberClips(XElement root)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in root.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "id" or "clip-path"))
        {
            attribute.Value = Clip().Replace(attribute.Value, match =>
            {
                names.TryAdd(match.Value, $"clip{names.Count.ToString(CultureInfo.InvariantCulture)}");
                return names[match.Value];
            });
        }
    }

    [GeneratedRegex("cl_[0-9a-f]+")]
    private static partial Regex Clip();

    private static XElement Outlined(XElement text, SortedDictionary<string, XElement> outlines)
    {
        var size = Number(text, "font-size", 12);
        // The drawing library writes the weight of bold as 600.
        var bold = text.Attribute("font-weight")?.Value is "600" or "700" or "bold";
        var xs = Numbers(text, "x");
        var ys = Numbers(text, "y");
        var group = new XElement(Svg + "g", text.Attribute("fill"), text.Attribute("fill-opacity"), text.Attribute("transform"), text.Attribute("clip-path"));
        var place = 0;
        foreach (var rune in text.Value.Trim('\n', '\t', '\r').EnumerateRunes())
        {
            var (x, y) = (xs[Math.Min(place, xs.Length - 1)], ys[Math.Min(place, ys.Length - 1)]);
            place += rune.Utf16SequenceLength;
            var id = $"{(bold ? 'b' : 'r')}{rune.Value.ToString(CultureInfo.InvariantCulture)}";
            if (!outlines.ContainsKey(id) && Path(rune.ToString(), bold) is { Length: > 0 } path)
            {
                outlines[id] = new XElement(Svg + "path", new XAttribute("id", id), new XAttribute("d", path));
            }

            if (outlines.ContainsKey(id))
            {
                group.Add(new XElement(Svg + "use", new XAttribute(Link + "href", "#" + id), new XAttribute("transform", string.Create(CultureInfo.InvariantCulture, $"translate({x:0.##} {y:0.##}) scale({size / Em:0.####})"))));
            }
        }

        return group;
    }

    private static string Path(string letter, bool bold)
    {
        using var font = PictureFont.Sized(Em, bold);
        using var path = font.GetTextPath(letter);
        return path.ToSvgPathData();
    }

    private static float Number(XElement element, string name, float otherwise) => element.Attribute(name) is { } attribute ? float.Parse(attribute.Value, CultureInfo.InvariantCulture) : otherwise;

    private static float[] Numbers(XElement element, string name) =>
        element.Attribute(name)?.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts ? [.. parts.Select(part => float.Parse(part, CultureInfo.InvariantCulture))] : [0];
}
