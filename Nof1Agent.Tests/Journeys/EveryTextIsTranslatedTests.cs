using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Designs;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>
/// Journeys in a language that nobody speaks: every letter of every text of the resource files and of the catalogue is a wide one. A plain letter in anything that is
/// said was not taken from there, and would stay English whatever language were added.
/// </summary>
public sealed partial class EveryTextIsTranslatedTests(ITestOutputHelper output)
{
    private const string Root = "Nof1Agent.Skills.Languages.en.";

    // Phrases that are listened for and not said, and the lines of the demo's own person.
    private static readonly string[] Heard = ["asks.", "demo.", "privacy.delete-confirmation"];

    [Fact]
    public async Task Demo_InALanguageOfWideLetters_SaysNothingElse()
    {
        KnownLanguages.TryOut(Wide());
        await using var place = new DemoPlace(3);
        var story = new DemoStory(place, new SimulatedPerson(-20, new DeterministicRandom(3)), new Stage(TextWriter.Null, plain: true, KnownLanguages.English), KnownLanguages.Find("qps")!);
        Assert.True(await story.Play(42));
        AssertNoPlainLetters(place, "demo", "somebody", [.. KnownLanguages.English.Texts.Keys.Where(key => key.StartsWith("demo.", StringComparison.Ordinal)).Select(key => KnownLanguages.English.Texts[key].Fill(_ => "", _ => "other"))]);
    }

    [Theory]
    [InlineData("/help", "yes", "/today", "/checkin", "/trial", "/pause", "/resume", "/stop", "/didit", "/privacy", "/human", "/export", "/discreet", "/discreet_off", "/language", "/candidates", "undo", "my diary", "my rules", "share my result", "settings")]
    [InlineData("hello", "no", "yes", "15 degrees outside", "I sleep badly", "why?", "2", "what is 9?", "ten thousand minutes", "10 minutes", "why?", "skip", "no")]
    [InlineData("I get headaches", "yes", "1", "2 days in 100", "no on a good day, yes on a bad one", "I'm 50, asthma and epilepsy", "warfarin", "melatonin, did nothing", "no magnesium", "20", "8", "tell me more about 1", "why the first?", "99", "nope", "what could I try?")]
    [InlineData("I sleep badly", "yes", "1", "10 minutes", "20 good, 60 bad", "34", "none", "none", "nothing", "nothing", "6", "1", "3 weeks", "6 weeks", "no", "6 weeks", "also ask about sleep quality", "yes", "hm", "giraffe", "what do I do today?", "25", "25 minutes, did it, felt dizzy", "8", "no, I meant 35", "undo", "my diary", "pause", "go on", "remind me less", "quiet from 21 to 7", "ask me at 9pm", "I live in Berlin", "settings", "is it working?", "how was it randomized?", "stop", "my files", "/withdraw", "/delete")]
    public async Task Talk_InALanguageOfWideLetters_IsAnsweredInItAlone(params string[] said)
    {
        KnownLanguages.TryOut(Wide());
        await using var place = new DemoPlace(5);
        var participant = await place.Inbox.Meet("demo", "somebody", DemoPlace.Zone, "qps");
        for (var i = 0; i < said.Length; i++)
        {
            await place.Inbox.AcceptText(participant, "demo", $"m{i}", said[i]);
            await place.Turns.AnswerWaiting(participant, TestContext.Current.CancellationToken);
            place.Clock.MoveTo(place.Clock.GetUtcNow().AddHours(said[i] == "giraffe" ? 15 : 0.1));
        }

        AssertNoPlainLetters(place, "demo", "somebody", said);
    }

    private void AssertNoPlainLetters(DemoPlace place, string channel, string who, IReadOnlyList<string> said)
    {
        var participant = place.Inbox.Meet(channel, who, DemoPlace.Zone).GetAwaiter().GetResult();
        var own = said.SelectMany(line => Words().Matches(line.ToLowerInvariant()).Select(match => match.Value)).ToHashSet();
        var messages = place.Transcript.After(participant, 0, 5000).Where(message => message.Speaker is not Speaker.Person).ToList();
        Assert.True(messages.Count > 5);
        var leaks = messages.SelectMany(message => message.Choices.Select(choice => choice.Label).Concat(message.Downloads.Select(file => file.Label)).Append(message.Text))
            .SelectMany(text => Words().Matches(Citation().Replace(text, "")).Where(match => !own.Contains(match.Value.ToLowerInvariant()) && !Allowed().IsMatch(match.Value)).Select(match => $"{match.Value} in: {text}"))
            .Distinct().ToList();
        leaks.ForEach(output.WriteLine);
        Assert.True(leaks.Count == 0, string.Join("\n", leaks.Take(20)));
    }

    private static SpokenLanguage Wide()
    {
        var texts = new Dictionary<string, string>();
        var assembly = typeof(KnownLanguages).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal) && !name.EndsWith(".language.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var text in JsonDocument.Parse(stream).RootElement.EnumerateObject().Where(text => !Heard.Any(heard => text.Name.StartsWith(heard, StringComparison.Ordinal))))
            {
                texts[text.Name] = Widened(text.Value.ValueKind is JsonValueKind.Array ? string.Join("\n", text.Value.EnumerateArray().Select(line => line.GetString())) : text.Value.GetString()!);
            }
        }

        var catalogue = EvidenceCatalogue.Embedded();
        foreach (var key in KnownLanguages.Find("de")!.Texts.Keys.Where(key => key.StartsWith("catalogue:", StringComparison.Ordinal)))
        {
            texts[key] = Widened(key["catalogue:".Length..]);
        }

        var file = new LanguageFile
        {
            Name = Widened("wide"), AskedForBy = [], DecimalSeparator = ".", DayPattern = "dddd, d MMMM", DatePattern = "d MMMM uuuu",
            Weekdays = [.. Enumerable.Range(0, 7).Select(day => Widened("day") + new string('ｘ', day + 1))], Months = [.. Enumerable.Range(1, 12).Select(month => Widened("month") + new string('ｙ', month))],
            Plurals = new Dictionary<string, string> { ["one"] = "i = 1 and v = 0" },
        };
        return new SpokenLanguage("qps", file, texts, KnownLanguages.English);
    }

    // Letters become wide ones, except the names and forms of places.
    private static string Widened(string text)
    {
        var at = 0;
        return Widened(text, ref at);
    }

    private static string Widened(string text, ref int at)
    {
        var wide = new StringBuilder();
        while (at < text.Length && text[at] != '}')
        {
            if (text[at] != '{')
            {
                wide.Append(char.IsAsciiLetter(text[at]) ? (char)(text[at] - '!' + '！') : text[at]);
                at++;
                continue;
            }

            var end = text.IndexOfAny([',', '}'], at);
            if (text[end] == '}')
            {
                wide.Append(text, at, end - at + 1);
                at = end + 1;
                continue;
            }

            end = text.IndexOf(',', end + 1);
            wide.Append(text, at, end - at + 1);
            at = end + 1;
            while (text[at] != '}')
            {
                var open = text.IndexOf('{', at);
                wide.Append(text, at, open - at + 1);
                at = open + 1;
                wide.Append(Widened(text, ref at)).Append('}');
                at++;
                while (char.IsWhiteSpace(text[at]))
                {
                    at++;
                }
            }

            wide.Append('}');
            at++;
        }

        return wide.ToString();
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Words();

    // Fingerprints and receipts, names of languages and cities, which are what they are.
    [GeneratedRegex("^(?:[a-f]+|English|Deutsch|Berlin|Lisbon)$")]
    private static partial Regex Allowed();

    // What a study is cited by, and a code.
    [GeneratedRegex(@"：.*?\(10\.\d+/.*?\)|\b[0-9a-f]{12,}\b|Ｇｒｏｕｎｄｓ: .*?\.(?= Ｔ)")]
    private static partial Regex Citation();
}
