using System.Diagnostics;
using System.Text;
using Nof1Agent.Host.Agent.Guide.Language;

namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>Whatever is typed is read without an error, in bounded time, and never into a value that was not said.</summary>
public sealed class ReaderRobustnessTests(ITestOutputHelper output)
{
    private static readonly Asked[] AllAsked = Enum.GetValues<Asked>();

    public static TheoryData<string> Oddities() => new(
        "", " ", "\n\n", "?", "???", "!", ".", "-", "#", "%", "/", ":", "&", "'", "\0", "\uFFFD", "\uD83D", "#2", "2#", "1/0", "0/0", "1//2", "- 5", "--5", "5-", "-5-5", "1:", ":30", "1:99",
        "99999999999999999999999999999999", "1e308", "0x10", "١٢", "６", "½", "1½", "😀😀😀", "👨‍👩‍👧‍👦", "مرحبا", "我睡不好", "Я плохо сплю", "नमस्ते", "a", "i", "not", "not not not", "no no no yes",
        "and", "and a half", "half", "quarter", "past", "an", "to", "between", "between 5", "between 5 and", "from", "from 5 to", "over", "at", "on", "ago", "2 days", "days ago", "may", "march", "31 february",
        "the", "the one", "last", "one", "sorry", "i meant", "no, i meant", "make that", "not 5", "actually", "oops", "change to", ",,,,", "yes,no,yes", "<script>alert(1)</script>", "'; drop table x; --", "{\"a\":1}");

    [Theory]
    [MemberData(nameof(Oddities))]
    public void Read_Oddity_IsReadWithoutError(string text)
    {
        foreach (var asked in AllAsked)
        {
            var read = Reader.Read(text, new Row(asked.ToString(), text, "").Context());
            Assert.True(Enum.IsDefined(read.Act));
        }
    }

    [Fact]
    public void Read_RandomMixOfKnownSentences_IsReadWithoutError()
    {
        const int Seed = 20260318;
        var random = new Random(Seed);
        var rows = Row.Parse(TunedRows.Text).Concat(Row.Parse(HarderRows.Text)).ToList();
        var pieces = rows.SelectMany(r => r.Text.Split(' ')).Concat([",", ".", "?", "-", "/", ":", "%", "#", "\n", "☃", "1", "00", "-3"]).ToArray();
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var row = rows[random.Next(rows.Count)];
            var read = Record.Exception(() => Reader.Read(text, row.Context()));
            Assert.True(read is null, $"seed {Seed}, trial {trial}, [{row.Asked}] \"{text}\": {read}");
        }
    }

    [Fact]
    public void Read_HundredEmoji_IsUnclear() =>
        Assert.Equal(Act.Unclear, Reader.Read(string.Concat(Enumerable.Repeat("😀", 100)), new Row("checkin", "", "").Context()).Act);

    [Fact]
    public void Read_TenMegabytes_ReadsTheBeginningOnly()
    {
        var text = "25, did it. " + new string('x', 10_000_000) + " 99";
        var read = Reader.Read(text, new Row("checkin", "", "").Context());
        Assert.Equal(25, read.Facts.Value);
        Assert.True(read.Facts.Note is null || read.Facts.Note.Length <= 500);
    }

    [Theory]
    [InlineData("1 and ")]
    [InlineData("not about ")]
    [InlineData("the the ")]
    [InlineData("yes no, ")]
    [InlineData("i take ibuprofen and ")]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("i cant really ever fall ")]
    public void Read_LongRepetition_TakesBoundedTime(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 5000).ToString();
        Reader.Read("warm up", new Row("nothing", "", "").Context());
        foreach (var asked in new[] { "goal@new", "medicines", "checkin", "nothing", "typical", "conditions" })
        {
            var clock = Stopwatch.StartNew();
            Reader.Read(text, new Row(asked, "", "").Context());
            output.WriteLine($"{asked} \"{piece}\": {clock.ElapsedMilliseconds} ms");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{asked} took {clock.Elapsed}");
        }
    }

    [Theory]
    [InlineData("checkin")]
    [InlineData("checkin@rating")]
    [InlineData("expectation")]
    [InlineData("mcid")]
    [InlineData("typical")]
    public void Read_NumberInText_IsNeverAnotherNumber(string asked)
    {
        // Metamorphic: a value that is read is one of the numbers of the text, or the middle of two of them.
        for (var n = 0; n <= 10; n++)
        {
            foreach (var frame in new[] { "{0}", "about {0}", "maybe {0}?", "it was {0} i think", "{0} tbh", "hmm {0}", "i'd say {0}.", "{0}!!" })
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, n);
                var facts = Reader.Read(text, new Row(asked, text, "").Context()).Facts;
                Assert.All(new[] { facts.Value, facts.Expectation, facts.Mcid, facts.TypicalGood, facts.TypicalBad }, v => Assert.True(v is null || v == n, $"{text}: {v}"));
            }
        }
    }
}
