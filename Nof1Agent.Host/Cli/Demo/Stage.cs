using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>Prints the play: who says what, wrapped to the terminal, with a little colour unless plain.</summary>
internal sealed class Stage(TextWriter output, bool plain, SpokenLanguage language)
{
    private const int Width = 92;

    public void Heading(string text) => output.WriteLine($"\n{Colour("1", $"== {text} ==")}");

    public void Line(string text) => output.WriteLine(text);

    public void Person(string text) => Say(Colour("36", language.Say("demo.you").PadRight(6)), text);

    public void Message(Message message)
    {
        Say(Colour("32", language.Say("demo.guide").PadRight(6)), message.Text);
        if (message.Choices.Count > 0)
        {
            output.WriteLine($"       {Colour("2", string.Join("  ", message.Choices.Select(choice => $"[{choice.Label}]")))}");
        }
    }

    private void Say(string who, string text)
    {
        var first = true;
        foreach (var line in text.Split('\n').SelectMany(Wrap))
        {
            output.WriteLine($"{(first ? who : "      ")} {line}");
            first = false;
        }
    }

    private static IEnumerable<string> Wrap(string paragraph)
    {
        var indent = paragraph.Length - paragraph.TrimStart().Length;
        var line = new string(' ', indent);
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width && line.Trim().Length > 0)
            {
                yield return line;
                line = new string(' ', indent);
            }

            line += line.Trim().Length == 0 ? word : $" {word}";
        }

        yield return line;
    }

    private string Colour(string code, string text) => plain ? text : $"\u001b[{code}m{text}\u001b[0m";
}
