namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Which way a quantity or a claim points.</summary>
internal enum Way
{
    None,
    Down,
    Up,
    Better,
    Worse,

    /// <summary>"No difference", "did not help".</summary>
    Nil,
}

/// <summary>A number with what it counts, as a text says it.</summary>
internal sealed record Quantity
{
    /// <summary>As written, for the reason that is given.</summary>
    public required string Text { get; init; }

    /// <summary>What the digits or words can mean; more than one where a mark is ambiguous.</summary>
    public required IReadOnlyList<(double Value, int Decimals)> Readings { get; init; }

    /// <summary>A canonical unit (<see cref="Units"/>), "" for a bare number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The whole in "8 in 10" and "47 of 56".</summary>
    public double? Whole { get; init; }

    /// <summary>Whether the whole was said with "in" or "out of": a chance.</summary>
    public bool Chance { get; init; }

    public Way Way { get; init; }
}
