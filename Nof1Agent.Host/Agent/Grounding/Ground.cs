using System.Runtime.CompilerServices;
using NodaTime;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>What a reply may stand on: what functions said in this conversation, and the person's own words.</summary>
internal sealed class Ground
{
    // Half a unit of the last digit shown, but never more than a tenth of the value: 14.4 may be told as 14, 1.6 not as 2.
    private const double LargestRounding = 0.1;

    // Reading some eighty names is dear beside reading one reply.
    private static readonly ConditionalWeakTable<IReadOnlyCollection<string>, SubjectNames> NamesOf = [];

    private readonly SubjectNames names;
    private readonly string ownUnit;
    private readonly bool? lowerIsBetter;
    private readonly bool orderIsHidden;
    private readonly List<(Quantity Quantity, IReadOnlySet<string> Subjects, bool Persons)> quantities = [];
    private readonly List<(Claim Claim, IReadOnlySet<string> Subjects)> claims = [];
    private readonly HashSet<string> codes = new(StringComparer.Ordinal);

    private Ground(SubjectNames names, string ownUnit, bool? lowerIsBetter, bool orderIsHidden)
    {
        this.orderIsHidden = orderIsHidden;
        this.names = names;
        this.ownUnit = ownUnit;
        this.lowerIsBetter = lowerIsBetter;
    }

    /// <summary>Collects the ground of a turn.</summary>
    /// <param name="calls">What this turn's functions said.</param>
    /// <param name="conversation">What was said before and what the person says now. What a model said then has passed this guard.</param>
    /// <param name="context">Names, unit and direction of what is measured, today's date.</param>
    public static Ground From(IEnumerable<CalledFunction> calls, IEnumerable<Message> conversation, GroundContext context)
    {
        var ground = new Ground(NamesOf.GetValue(context.Interventions, interventions => new SubjectNames(interventions)), Units.OfOutcome(context.Unit), context.LowerIsBetter, context.OrderIsHidden);
        // What was refused before it reached a function is said to the model, and may repeat what it made up.
        // What is read back from a file waits for the person's yes; then it is theirs.
        foreach (var call in calls.Where(call => !call.IsMisuse && SkillCatalogue.Plain(call.Function) != FileSkills.ReadBackFunction && !StrangersText.IsShown(call)))
        {
            ground.Add(StrangersText.Without(call, call.Reply.Say), persons: false);
            foreach (var fact in call.Reply.Facts)
            {
                ground.Add($"{fact.Name}: {fact.Value}\n{fact.Value} {fact.Name}", persons: false);
            }

            foreach (var button in call.Reply.Buttons)
            {
                ground.Add(button, persons: false);
            }
        }

        // A coach speaks for themselves: what they wrote is neither a fact of a function nor the person's word.
        foreach (var message in conversation.Where(message => message.Speaker is not Speaker.Coach && !message.Choices.Any(choice => choice.Call.Function == FileSkills.KeepFunction) && !StrangersText.IsShown(message)))
        {
            ground.Add(message.Speaker is Speaker.Person ? StrangersText.OwnWords(message.Text) : message.Text, message.Speaker is Speaker.Person);
        }

        foreach (var reading in context.Confirmed)
        {
            ground.Add(reading, persons: true);
        }

        if (context.Today is { } today)
        {
            ground.quantities.Add((new Quantity { Text = "today", Readings = [((100 * today.Month) + today.Day, 0)], Unit = Units.Date }, new HashSet<string>(), false));
        }

        return ground;
    }

    /// <summary>The sentences of a text, with the same names.</summary>
    public IReadOnlyList<Sentence> Read(string text) => Sentence.Of(text, names);

    /// <summary>Whether the bare number occurs anywhere, whatever it counts there: then what was wrong is its unit, its way or its subject - or the guard is.</summary>
    public bool KnowsValue(Quantity said) => quantities.Exists(known => said.Readings.Any(s => known.Quantity.Readings.Any(k => Same(s.Value, k.Value))));

    /// <summary>Whether a quantity of a sentence about some subjects stands on something.</summary>
    public bool Holds(Quantity said, IReadOnlySet<string> subjects) => said.Unit == Units.Code
        ? codes.Contains(said.Text)
        : quantities.Exists(known => Fits(subjects, known.Subjects) && Matches(said, known.Quantity, known.Persons));

    /// <summary>Whether a claim of a sentence about some subjects stands on something: of its kind, its way, and no surer than it.</summary>
    public bool Holds(Claim said, IReadOnlySet<string> subjects) => said.Kind switch
    {
        ClaimKind.Certainty or ClaimKind.Crowd => claims.Exists(known => known.Claim.Kind == said.Kind && known.Claim.Text == said.Text),
        ClaimKind.Superlative => Supported(said, subjects, known => known is ClaimKind.Superlative),

        // What compares two interventions needs a fact about both.
        ClaimKind.Comparison => Supported(said, subjects, known => known is ClaimKind.Comparison, all: true),
        ClaimKind.Effect => Supported(said, subjects, known => known is ClaimKind.Effect or ClaimKind.Comparison),
    };

    /// <summary>Whether a sentence says which arm comes when: nobody knows that, so whoever says it guesses or leads astray.</summary>
    public bool TellsTheOrder(Sentence sentence) => OrderTalk.SpeaksOfTheLottery(sentence.Words) || (orderIsHidden && OrderTalk.Tells(sentence.Words, sentence.Subjects.Count > 0));

    private bool Supported(Claim said, IReadOnlySet<string> subjects, Func<ClaimKind, bool> kind, bool all = false) => claims.Exists(known => kind(known.Claim.Kind)
        && Ways.Agree(said.Way, known.Claim.Way, lowerIsBetter) && (said.Hedged || !known.Claim.Hedged) && Fits(subjects, known.Subjects) && (!all || known.Subjects.Count == 0 || subjects.IsSubsetOf(known.Subjects)));

    private void Add(string text, bool persons)
    {
        // What follows the name of an intervention is about that intervention until another is named.
        IReadOnlySet<string> about = new HashSet<string>();
        foreach (var sentence in Read(text))
        {
            about = sentence.Subjects.Count > 0 ? sentence.Subjects : about;
            foreach (var quantity in sentence.Quantities)
            {
                quantities.Add((quantity, about, persons));
                if (quantity.Way is not Way.None)
                {
                    claims.Add((new Claim(ClaimKind.Effect, quantity.Way, Hedged: true, quantity.Text), about));
                }
            }

            claims.AddRange(sentence.Claims.Select(claim => (claim, about)));
            if (sentence.Words.Any(token => token.Text is "benefit" or "nutzen"))
            {
                claims.Add((new Claim(ClaimKind.Effect, Way.Better, Hedged: true, "benefit"), about));
            }

            codes.UnionWith(sentence.Words.Where(token => token.IsMixed).Select(token => token.Text));
        }
    }

    // A fact that names no intervention is about none in particular; a sentence without one neither.
    private static bool Fits(IReadOnlySet<string> said, IReadOnlySet<string> known) => said.Count == 0 || known.Count == 0 || said.Overlaps(known);

    private bool Matches(Quantity said, Quantity known, bool persons)
    {
        if (said.Way is not Way.None && !Ways.Agree(said.Way, known.Way, lowerIsBetter))
        {
            return false;
        }

        return said.Readings.Any(s => known.Readings.Any(k => SameSize(said, s, known, k, persons)));
    }

    private bool SameSize(Quantity said, (double Value, int Decimals) s, Quantity known, (double Value, int Decimals) k, bool persons)
    {
        if (said.Whole is { } whole)
        {
            // "80 in 100" is not said by "8 in 10": the one is a chance to the hundredth, the other a rough one, mostly of an interval.
            return known.Whole is { } other
                ? whole == other && s.Value == k.Value
                : said.Chance && Same(s.Value / whole, Share(known, k.Value));
        }

        if (said.Unit is Units.Percent or Units.Fraction or Units.Times)
        {
            return known.Whole is { } other && known.Chance && said.Unit is not Units.Times && (said.Unit == Units.Fraction || other == 100)
                ? Same(said.Unit == Units.Percent ? s.Value / 100 : s.Value, k.Value / other)
                : known.Unit == said.Unit ? Same(s.Value, k.Value) : Same(Share(said, s.Value), Share(known, k.Value));
        }

        if (known.Whole is { } all)
        {
            // "8 of 10" lets both numbers be named with the unit that follows them; a bare number may be any of the two.
            return (said.Unit.Length == 0 || said.Unit == known.Unit || (said.Unit is "point" && all == 10 && !known.Chance)) && (s.Value == k.Value || s.Value == all);
        }

        if (said.Unit.Length == 0)
        {
            return known.Unit is not (Units.Date or Units.Clock or Units.Code) && Rounds(s, k, 1);
        }

        // A bare number of the person answers in the unit that was asked for.
        var knownUnit = known.Unit.Length == 0 && persons ? ownUnit : known.Unit;
        return Units.Factor(knownUnit, said.Unit) is { } factor && Rounds(s, k, factor);
    }

    private static double Share(Quantity quantity, double value) => quantity.Unit switch
    {
        Units.Percent => value / 100,
        Units.Fraction => value,
        _ => double.NaN,
    };

    private static bool Rounds((double Value, int Decimals) said, (double Value, int Decimals) known, double factor)
    {
        var value = known.Value * factor;
        if (Same(said.Value, value))
        {
            return true;
        }

        var step = 0.5 * Math.Pow(10, -said.Decimals);
        return factor == 1 && said.Decimals < known.Decimals && Math.Abs(said.Value - value) <= step + 1e-9 && Math.Abs(said.Value - value) <= LargestRounding * Math.Abs(value);
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));
}

/// <summary>What a guard has to know beside texts.</summary>
internal sealed record GroundContext
{
    /// <summary>Names of interventions.</summary>
    public IReadOnlyCollection<string> Interventions { get; init; } = [];

    /// <summary>What the person confirmed of what was read in their files.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>The unit of what is measured.</summary>
    public string? Unit { get; init; }

    /// <summary>Null: nothing is measured yet.</summary>
    public bool? LowerIsBetter { get; init; }

    public LocalDate? Today { get; init; }

    /// <summary>Whether there is an order of arms that nobody may know yet.</summary>
    public bool OrderIsHidden { get; init; }

    /// <summary>What a turn's skills know.</summary>
    public static GroundContext Of(SkillSet skills)
    {
        var trial = skills.TrialStore.Latest;
        var outcome = (trial?.Plan.Outcome ?? skills.InterviewStore.Notes.Outcome) is { } id ? skills.Catalogue.Outcome(id) : null;
        return new GroundContext
        {
            Interventions = [.. skills.Catalogue.Entries.Select(entry => entry.Intervention.Name), .. skills.CandidateStore.Ideas.Select(idea => idea.Name), .. trial?.Plan.Arms.Skip(1).Select(arm => arm.Name) ?? []],
            Confirmed = skills.FileStore.Readings,
            Unit = outcome?.Unit,
            LowerIsBetter = outcome?.LowerIsBetter,
            OrderIsHidden = trial is { IsOpen: true },
            Today = skills.ParticipantStore.Current.StudyDayAt(skills.Work.Now),
        };
    }
}
