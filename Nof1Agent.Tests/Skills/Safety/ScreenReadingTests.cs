using CsCheck;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Tests.Skills.Safety;

/// <summary>What people and disguises do to words, and what must not happen to other words.</summary>
public sealed class ScreenReadingTests
{
    private const string Plain = "I want to kill myself";
    private static readonly SafetyScreen Screen = SafetyScreen.Embedded();

    [Theory]
    [InlineData("I WANT TO KILL MYSELF")]
    [InlineData("i want to kíll mysélf")]
    [InlineData("i want to k i l l  m y s e l f")]
    [InlineData("i want to k.i.l.l m.y.s.e.l.f")]
    [InlineData("i want to k1ll mys3lf")]
    [InlineData("i want to k*ll myself")]
    [InlineData("i want to ki\u200bll my\u00adself")]
    [InlineData("i want 💀 to 💀 kill 💀 myself")]
    [InlineData("i want\nto\nkill\nmyself")]
    [InlineData("i want to killlll myself")]
    [InlineData("i want to kil myself")]
    [InlineData("i want to kill mysefl")]
    [InlineData("iwanttokillmyself")]
    [InlineData("𝐢 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐤𝐢𝐥𝐥 𝐦𝐲𝐬𝐞𝐥𝐟")]
    [InlineData("ｉ ｗａｎｔ ｔｏ ｋｉｌｌ ｍｙｓｅｌｆ")]
    [InlineData("і wаnt tо kill mуself")]
    public void Findings_DisguisedOrMisspelt_AreTheSame(string text) => Assert.Contains(Screen.Findings(text), finding => finding.Rule.Id == "E1");

    [Theory]
    [InlineData("I dont want to live anymore")]
    [InlineData("I don't want to live anymore")]
    [InlineData("I don’t want to live anymore")]
    [InlineData("Ich möchte nicht mehr leben")]
    [InlineData("Ich moechte nicht mehr leben")]
    [InlineData("ICH MÖCHTE NICHT MEHR LEBEN")]
    [InlineData("Ich mo\u0308chte nicht mehr leben")]
    public void Findings_ApostrophesAndUmlauts_DoNotMatter(string text) => Assert.Contains(Screen.Findings(text), finding => finding.Rule.Id == "E1");

    [Theory]
    [InlineData("I want to diet")]
    [InlineData("I want to dye my hair")]
    [InlineData("I want to tie my shoes")]
    [InlineData("the bill myself and I paid")]
    [InlineData("I filled my shelf")]
    [InlineData("no chest pain")]
    [InlineData("never had a seizure")]
    [InlineData("keine Brustschmerzen")]
    public void Check_AnotherWordOrADenial_Passes(string text) => Assert.Null(Screen.Check(text));

    [Theory]
    [InlineData("No, chest pain since an hour", "E3")]
    [InlineData("numb down below since this morning and my back is killing me", "E10")]
    [InlineData("the leaflet says nothing, but I want to die", "E1")]
    [InlineData("my back is killing me and I want to kill myself", "E1")]
    [InlineData("I keep thinking \"I want to die\"", "E1")]
    public void Check_BesideADenialIdiomOrQuotation_IsStillFound(string text, string rule) => Assert.Equal(rule, Screen.Check(text)?.Rule.Id);

    [Fact]
    public void Findings_OneEditInALongWord_StillFindsMostOfTheTuningSet()
    {
        // One letter of the longest word swapped with its neighbour, for every emergency line.
        var lines = SafetySets.Tuning.Where(line => line.Rule[0] == 'E').ToList();
        var found = lines.Count(line => Screen.Findings(Swapped(line.Text)).Any(finding => finding.Rule.Level is SafetyLevel.Emergency));
        Assert.True(found >= lines.Count * 0.95, $"{found} of {lines.Count}");
    }

    [Fact]
    public void Mistakable_AWordInTwentyOfADictionary_IsNotTakenForAnother() => AssertNoneMistaken(every: 20);

    [Fact(Explicit = true)]
    public void Mistakable_NoWordOfADictionary_IsTakenForAnother() => AssertNoneMistaken(every: 1);

    private static void AssertNoneMistaken(int every)
    {
        var folder = new DirectoryInfo("/usr/share/dict");
        var dictionaries = new[] { "american-english", "british-english", "ngerman" }.Select(name => Path.Combine(folder.FullName, name)).Where(File.Exists).ToList();
        Assert.SkipUnless(dictionaries.Count == 3, "the word lists wamerican, wbritish and wngerman are not installed");
        var words = dictionaries.SelectMany(File.ReadLines).Select(word => word.Trim()).Where(word => word.Length > 2 && !word.Contains('\'', StringComparison.Ordinal));
        var mistaken = Screen.Mistakable(words.Where((_, place) => place % every == 0)).ToList();
        Assert.True(mistaken.Count == 0, $"add to existing-words.txt: {string.Join(' ', mistaken.Take(2_000))} ({mistaken.Count})");
    }

    [Fact]
    public void Findings_Anything_DoNotThrow() => Gen.String.Sample(text => Screen.Findings(text).Count >= 0, iter: 3_000);

    [Fact(Explicit = true)]
    public void Findings_AMillionInputs_DoNotThrow()
    {
        // Half of them made of the rules' own words and marks, because random letters seldom reach a phrase.
        var words = SafetySets.Tuning.SelectMany(line => line.Text.Split(' ')).Concat(["\"", ">", "\n", "k i l l", "180/120", "\ud800", "💀", "not", "no", "the study says"]).Distinct().ToArray();
        Gen.String.Sample(text => Screen.Findings(text).Count >= 0, iter: 500_000);
        Gen.Int[0, words.Length - 1].Select(place => words[place]).Array[0, 40].Sample(parts => Screen.Findings(string.Join(' ', parts)).Count >= 0, iter: 500_000);
    }

    [Fact]
    public void Findings_TwiceTheText_TakesAboutTwiceTheSteps()
    {
        // Counted in steps of the automaton, not in time: the same on a busy machine.
        foreach (var unit in new[] { "my chest my chest pain in pain in kill killing my self ", "i ", "k i l l m y s e l ", "want to not wish never ", "\"the study says ", "aaaaaaaaaaaaaaaaaaaaaaaab " })
        {
            var (once, twice) = (Steps(unit, 20_000), Steps(unit, 40_000));
            Assert.True(twice <= (2.1 * once) + 1_000, $"{unit}: {once} and {twice} steps");
        }
    }

    [Fact]
    public void Findings_OneMegabyteOfTrouble_EndsWithFewStepsPerCharacter()
    {
        var text = string.Concat(Enumerable.Repeat("he my i is not no suddenly headache back pain tired chest kill want ", 15_000));
        Assert.True(Screen.Steps(text) < 200L * text.Length);
    }

    private static long Steps(string unit, int length) => Screen.Steps(string.Concat(Enumerable.Repeat(unit, length / unit.Length)));

    private static string Swapped(string text)
    {
        var words = text.Split(' ');
        var longest = Array.FindIndex(words, word => word.Length == words.Max(other => other.Length));
        var word = words[longest].ToCharArray();
        var at = word.Length / 2;
        if (at < 2)
        {
            return text;
        }

        (word[at - 1], word[at]) = (word[at], word[at - 1]);
        words[longest] = new string(word);
        return string.Join(' ', words);
    }
}
