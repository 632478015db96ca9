namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>A phrase that was found: which one, and from which word to which.</summary>
internal readonly record struct PhraseMatch(int Owner, int First, int Last);

/// <summary>
/// All phrases at once, as a position automaton (Glushkov 1961): each word of each phrase is a position, and the set of positions
/// that the text may stand at moves on word by word. The time is linear in the text whatever the text is: a set cannot grow beyond the positions.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly List<Position> positions = [];
    private readonly Dictionary<int, List<int>> beginnings = [];
    private readonly System.Collections.Concurrent.ConcurrentBag<RunState> spare = [];

    private int highestSymbol;

    /// <summary>How many positions there are.</summary>
    public int Size => positions.Count;

    /// <summary>Adds a phrase.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="owner">What it belongs to.</param>
    /// <param name="mayBeDenied">Whether a "no" or "not" right before it takes it back.</param>
    public void Add(AnchoredPhrase phrase, int owner, bool mayBeDenied)
    {
        var from = positions.Count;
        var part = Build(phrase.Pattern, owner);
        if (part.Nullable)
        {
            throw new FormatException("A phrase would match nothing at all.");
        }

        foreach (var last in part.Last)
        {
            // A phrase that ends in a gap has ended before it.
            positions[last].Accepts = positions[last].Symbol != PhrasePattern.AnySymbol;
        }

        for (var i = from; i < positions.Count; i++)
        {
            positions[i].MayBeDenied = mayBeDenied;
            positions[i].AtBeginning = phrase.AtBeginning;
        }

        foreach (var first in part.First)
        {
            // A gap at the beginning says nothing.
            if (positions[first].Symbol == PhrasePattern.AnySymbol)
            {
                continue;
            }

            (beginnings.TryGetValue(positions[first].Symbol, out var list) ? list : beginnings[positions[first].Symbol] = []).Add(first);
        }
    }

    /// <summary>Finds phrases. <paramref name="found"/> is told of each match with its earliest beginning.</summary>
    /// <returns>How many places were reached: the measure of the work.</returns>
    public long Run(IReadOnlyList<ReadWord> text, Func<int, bool> isDenied, Action<PhraseMatch> found)
    {
        // What a run needs is kept for the next one: the arrays are large and need no clearing, because the rounds go on counting.
        var state = spare.TryTake(out var used) && used.Round < int.MaxValue / 2 ? used : new RunState(positions.Count, highestSymbol + 1);
        var (active, coming) = (state.Active, state.Coming);
        active.Clear();
        var (starts, nextStarts) = (state.Starts, state.NextStarts);
        var (marks, present) = (state.Marks, state.Present);
        var round = state.Round;
        var steps = 0L;
        for (var i = 0; i < text.Count; i++)
        {
            round++;
            coming.Clear();
            var symbols = text[i].Symbols;
            foreach (var symbol in symbols)
            {
                if (symbol <= highestSymbol)
                {
                    present[symbol] = round;
                }
            }

            foreach (var here in active)
            {
                foreach (var next in positions[here].Follow)
                {
                    if (positions[next].Symbol is PhrasePattern.AnySymbol || (positions[next].Symbol > 0 && present[positions[next].Symbol] == round))
                    {
                        Reach(next, starts[here]);
                    }
                }
            }

            if (symbols.Length > 0)
            {
                var denied = isDenied(i);
                var beginning = i == 0 || text[i].Before is not WordBreak.None;
                foreach (var symbol in symbols)
                {
                    if (beginnings.TryGetValue(symbol, out var list))
                    {
                        foreach (var next in list)
                        {
                            if ((!denied || !positions[next].MayBeDenied) && (beginning || !positions[next].AtBeginning))
                            {
                                Reach(next, i);
                            }
                        }
                    }
                }
            }

            var atEnd = i + 1 == text.Count || text[i + 1].Before is not WordBreak.None;
            foreach (var here in coming)
            {
                if (positions[here].Accepts || (atEnd && positions[here].Follow.Exists(next => positions[next] is { Symbol: PhrasePattern.EndSymbol, Accepts: true })))
                {
                    found(new PhraseMatch(positions[here].Owner, nextStarts[here], i));
                }
            }

            (active, coming) = (coming, active);
            (starts, nextStarts) = (nextStarts, starts);
        }

        state.Round = round;
        spare.Add(state);
        return steps;

        void Reach(int position, int start)
        {
            steps++;
            if (marks[position] != round)
            {
                marks[position] = round;
                nextStarts[position] = start;
                coming.Add(position);
            }
            else if (start < nextStarts[position])
            {
                nextStarts[position] = start;
            }
        }
    }

    private Fragment Build(PhrasePattern pattern, int owner)
    {
        switch (pattern)
        {
            case PhrasePattern.Word word:
                return One(word.Symbol, owner);
            case PhrasePattern.Any:
                return One(PhrasePattern.AnySymbol, owner);
            case PhrasePattern.Optional optional:
                return Build(optional.Part, owner) with { Nullable = true };
            case PhrasePattern.Either either:
                var choices = either.Parts.Select(part => Build(part, owner)).ToList();
                return new Fragment(choices.Exists(c => c.Nullable), [.. choices.SelectMany(c => c.First)], [.. choices.SelectMany(c => c.Last)]);
            case PhrasePattern.Sequence sequence:
                return sequence.Parts.Select(part => Build(part, owner)).Aggregate(Join);
            default:
                throw new ArgumentOutOfRangeException(nameof(pattern));
        }
    }

    private Fragment Join(Fragment left, Fragment right)
    {
        foreach (var last in left.Last)
        {
            positions[last].Follow.AddRange(right.First);
        }

        return new Fragment(
            left.Nullable && right.Nullable,
            left.Nullable ? [.. left.First, .. right.First] : left.First,
            right.Nullable ? [.. left.Last, .. right.Last] : right.Last);
    }

    private Fragment One(int symbol, int owner)
    {
        positions.Add(new Position(symbol, owner));
        highestSymbol = Math.Max(highestSymbol, symbol);
        var only = new[] { positions.Count - 1 };
        return new Fragment(false, only, only);
    }

    private sealed class RunState(int size, int symbols)
    {
        // Which symbols the word of a round has.
        public int[] Present { get; } = new int[symbols];

        public List<int> Active { get; } = [];

        public List<int> Coming { get; } = [];

        public int[] Starts { get; } = new int[size];

        public int[] NextStarts { get; } = new int[size];

        public int[] Marks { get; } = new int[size];

        public int Round { get; set; }
    }

    private sealed record Fragment(bool Nullable, IReadOnlyList<int> First, IReadOnlyList<int> Last);

    private sealed class Position(int symbol, int owner)
    {
        public int Symbol { get; } = symbol;

        public int Owner { get; } = owner;

        public List<int> Follow { get; } = [];

        public bool Accepts { get; set; }

        public bool MayBeDenied { get; set; }

        public bool AtBeginning { get; set; }
    }
}
