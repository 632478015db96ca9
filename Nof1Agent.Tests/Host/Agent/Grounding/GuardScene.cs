using System.Globalization;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Grounding;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Designs;
using NodaTime;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Host.Agent.Grounding;

/// <summary>A made-up moment of a conversation: what functions said, in the product's own wording, and what the person said, with random numbers.</summary>
internal sealed class GuardScene
{
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();

    // Each has a word that tells it from the others.
    private static readonly string[] Names = ["low-dose melatonin", "bedtime music", "weighted blanket", "evening blue-light filtering glasses", "no large caffeine dose late in the day", "oral magnesium", "slow breathing practice", "heat wrap", "saline nasal rinse", "hibiscus tea"];

    private static readonly Dictionary<string, (string English, string German)> Short = new(StringComparer.Ordinal)
    {
        ["low-dose melatonin"] = ("melatonin", "Melatonin"),
        ["bedtime music"] = ("the music", "Musik"),
        ["weighted blanket"] = ("the weighted blanket", "die schwere Decke (weighted blanket)"),
        ["evening blue-light filtering glasses"] = ("the blue-light glasses", "die blue-light-Brille"),
        ["no large caffeine dose late in the day"] = ("no late caffeine", "kein spätes Koffein (caffeine)"),
        ["oral magnesium"] = ("magnesium", "Magnesium"),
        ["slow breathing practice"] = ("slow breathing", "langsames Atmen (breathing)"),
        ["heat wrap"] = ("the heat wrap", "der heat wrap"),
        ["saline nasal rinse"] = ("the saline rinse", "die saline Spülung"),
        ["hibiscus tea"] = ("hibiscus", "Hibiscus"),
    };

    private readonly DeterministicRandom random;

    public GuardScene(ulong seed, int index)
    {
        random = DeterministicRandom.ForIndex(seed, (ulong)index);
        German = random.NextInt(2) == 1;
        var names = Names.OrderBy(_ => random.NextULong()).ToList();
        (A, B) = (names[0], names[1]);
        (EffectA, EffectB) = (Amount(), Amount());
        LowA = Round(EffectA + 3 + random.NextInt(20));
        do
        {
            (HighA, Mcid) = (1 + random.NextInt(5), 2 + random.NextInt(25));
        }
        while (HighA == EffectA || HighA == EffectB || HighA == Mcid);
        do
        {
            (HelpsA, HelpsB, BestA) = (1 + random.NextInt(98), 1 + random.NextInt(98), 1 + random.NextInt(98));
        }
        while (HelpsA == Mcid || HelpsB == Mcid || BestA == Mcid);
        Weeks = 3 + random.NextInt(14);
        Tenths = 1 + random.NextInt(8);
        Counted = 30 + random.NextInt(50);
        Answered = Counted - 1 - random.NextInt(12);
        Rounds = 3 + random.NextInt(4);
        Told = 20 + random.NextInt(70);
        Start = new LocalDate(2027, 1, 1).PlusDays(random.NextInt(300));
        End = Start.PlusDays((7 * Weeks) - 1);
        Hour = 17 + random.NextInt(6);
    }

    public bool German { get; }

    public string A { get; }

    public string B { get; }

    public double EffectA { get; }

    public double EffectB { get; }

    public double LowA { get; }

    public double HighA { get; }

    public int Mcid { get; }

    public int HelpsA { get; }

    public int HelpsB { get; }

    public int BestA { get; }

    public int Weeks { get; }

    public int Tenths { get; }

    public int Answered { get; }

    public int Counted { get; }

    public int Rounds { get; }

    public int Told { get; }

    public LocalDate Start { get; }

    public LocalDate End { get; }

    public int Hour { get; }

    public string NameA => German ? Short[A].German : Short[A].English;

    public string NameB => German ? Short[B].German : Short[B].English;

    /// <summary>What the list of candidates says.</summary>
    public string List => $"""
        Here is what studies of other people suggest for minutes to fall asleep. Only a trial can tell what works for you.

        1. {A} (hypothesis, not tested on you)
           Guess: {Say(EffectA)} minutes less, with 8 chances in 10 that for you it lies between {Say(LowA)} minutes less and {Say(HighA)} minutes more. Chance that it helps by the {Mcid} minutes you named: {HelpsA} in 100. Chance that it is the best of those with a number: {BestA} in 100. Worth testing on you.

        2. {B} (hypothesis, not tested on you)
           Guess: {Say(EffectB)} minutes less. Chance that it helps by the {Mcid} minutes you named: {HelpsB} in 100. Worth testing on you.

        Which one would you like to test?
        """;

    /// <summary>What the plan says.</summary>
    public string Plan => $"Each lasts 7 days at a time, in an order drawn by lot: {7 * Weeks} days in all.\nHow long? A longer trial sees smaller changes.\n- {Weeks} weeks: about {Tenths} chances in 10 to see a change of {Mcid} minutes\nYour trial starts {Day(Start)} and ends {Day(End)}. I ask you at {Hour}:00 each day.";

    /// <summary>What the answer says.</summary>
    public string Result => $"It worked: for you, in these weeks, {A} made things better. With it, your minutes to fall asleep came out about {Say(EffectA)} minutes lower than with your usual routine; the true value is probably between {Say(LowA)} minutes lower and {Say(HighA)} minutes higher. The chance that it helps at all is about {HelpsA} in 100.\n\nWhat this rests on: {Answered} of {Counted} days that count, {Rounds} complete rounds.";

    /// <summary>An answer that settles nothing.</summary>
    public string NoDifference => $"{char.ToUpperInvariant(A[0]) + A[1..]} made no difference that matters to you. With it, your minutes to fall asleep came out about the same as with your usual routine. What this rests on: {Answered} of {Counted} days that count, {Rounds} complete rounds.";

    /// <summary>What the person said.</summary>
    public string Person => $"it takes me {Told} minutes most nights";

    public int Below(int most) => random.NextInt(most);

    public string One(params string[] choices) => choices[random.NextInt(choices.Length)];

    /// <summary>Chooses by the language of the scene.</summary>
    public string In(string[] english, string[] german) => One(German ? german : english);

    /// <summary>A number as the product writes it.</summary>
    public static string Say(double value) => DailyOutcome.Number(value);

    /// <summary>A number as a model may write it: comma in German, now and then as a word.</summary>
    public string Write(double value)
    {
        if (value == Math.Floor(value) && value is >= 2 and <= 99 && random.NextInt(4) == 0)
        {
            return Word((int)value);
        }

        var text = Say(value);
        return German ? text.Replace('.', ',') : text;
    }

    /// <summary>A number that is none of those given, near enough to be believed.</summary>
    public double Other(double value, params double[] known)
    {
        while (true)
        {
            var factor = 1 + ((random.NextInt(2) == 0 ? -1 : 1) * (0.15 + (random.NextDouble() * 0.8)));
            var other = Round(Math.Max(1, (value * factor) + (random.NextInt(5) - 2)));
            if (Math.Abs(other - value) > 0.11 * value && known.All(k => Math.Abs(k - other) > 0.6) && Math.Abs(other - value) > 0.6)
            {
                return other;
            }
        }
    }

    /// <summary>What the guard makes of a reply after these functions have said this.</summary>
    public IReadOnlyList<Ungrounded> Judge(string reply, params string[] functionsSaid)
    {
        var calls = functionsSaid.Select(say => new CalledFunction("test", new JsonObject(), new SkillReply { Say = say }));
        var person = new Message { Id = 1, Speaker = Speaker.Person, Text = Person, At = default };
        return GroundingGuard.Check(reply, Ground.From(calls, [person], Context));
    }

    public static string Day(LocalDate date) => NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("dddd, d MMMM").Format(date);

    /// <summary>A date as a model may write it.</summary>
    public string WriteDay(LocalDate date)
    {
        string[] months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
        var english = NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("MMMM").Format(date);
        return German
            ? One($"{date.Day}. {months[date.Month - 1]}", $"{date.Day}. {months[date.Month - 1]} {date.Year}", $"{date.Day}.{date.Month}.{date.Year}")
            : One($"{date.Day} {english}", $"{english} {date.Day}", $"{english} {date.Day}, {date.Year}", NodaTime.Text.LocalDatePattern.Iso.Format(date), $"the {date.Day}{Ordinal(date.Day)} of {english}");
    }

    private static GroundContext Context { get; } = new()
    {
        Interventions = [.. Catalogue.Entries.Select(entry => entry.Intervention.Name)], Unit = "min", LowerIsBetter = true, Today = new LocalDate(2026, 11, 22),
    };

    private double Amount() => random.NextInt(3) == 0 ? Math.Round(1 + (random.NextDouble() * 8.9), 1) : 2 + random.NextInt(40);

    private static double Round(double value) => value >= 10 ? Math.Round(value) : Math.Round(value, 1);

    private static string Ordinal(int day) => (day % 10, day / 10) switch { (1, not 1) => "st", (2, not 1) => "nd", (3, not 1) => "rd", _ => "th" };

    private string Word(int value)
    {
        string[] english = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
        string[] englishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        string[] german = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"];
        string[] germanTens = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
        var (words, tens) = German ? (german, germanTens) : (english, englishTens);
        return value < 20 ? words[value]
            : value % 10 == 0 ? tens[value / 10]
            : German ? $"{words[value % 10]}und{tens[value / 10]}" : $"{tens[value / 10]}-{words[value % 10]}";
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
