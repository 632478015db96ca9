using Nof1Agent.Skills.Rhythm;

namespace Nof1Agent.Host.Agent;

/// <summary>What became of a batch of due rows.</summary>
/// <param name="Done">So many were answered and moved.</param>
/// <param name="Left">These need a turn of their own: it has to compute, the participant is being answered, or something changed meanwhile.</param>
/// <param name="Failed">These could not be said because of a bug.</param>
internal sealed record DueOutcomes(int Done, IReadOnlyList<DueRow> Left, IReadOnlyList<DueRow> Failed);
