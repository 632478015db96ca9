using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What forecasts rest on beside the catalogue. Without a language model and without trials of others: nothing.</summary>
public sealed record CandidateGrounds
{
    /// <summary>The catalogue alone.</summary>
    public static CandidateGrounds CatalogueOnly { get; } = new();

    /// <summary>The language model's belief about this list, if one was asked.</summary>
    public ModelBelief? Belief { get; init; }

    /// <summary>The largest share that the model's belief may have, 0 to 1.</summary>
    public double MostForModel { get; init; } = 0.5;

    /// <summary>Effects (positive in the better direction, outcome's unit) that finished trials of others found, by intervention and outcome.</summary>
    public IReadOnlyDictionary<(string Intervention, string Outcome), IReadOnlyList<StudyEffect>> Others { get; init; } =
        new Dictionary<(string, string), IReadOnlyList<StudyEffect>>();

    /// <summary>Ideas of this person that the catalogue does not have.</summary>
    public IReadOnlyList<OwnIdea> Ideas { get; init; } = [];

    internal IReadOnlyList<StudyEffect> OthersOn(string intervention, string outcome) => Others.TryGetValue((intervention, outcome), out var effects) ? effects : [];
}
