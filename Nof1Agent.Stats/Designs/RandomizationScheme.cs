namespace Nof1Agent.Stats.Designs;

/// <summary>Which orders of arms a design admits; one of them is drawn, all equally likely.</summary>
public enum RandomizationScheme
{
    /// <summary>Every cycle holds every arm once, in any order. With two arms these are pairs; with one-day periods, daily randomization in pairs.</summary>
    PermutedBlocks,

    /// <summary>
    /// Every cycle is a row of a Williams square, rows used up before one comes again: after a whole set of rows every arm has followed every other
    /// arm equally often within cycles (E. J. Williams, Australian Journal of Scientific Research 2, 1949).
    /// </summary>
    WilliamsSquare,

    /// <summary>Every arm has equally many periods, in any order at all; cycles need not hold every arm, so lines that compare within cycles lose some of them.</summary>
    Balanced,
}
