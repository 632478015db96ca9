namespace Nof1Agent.Skills.Evidence;

/// <summary>The evidence catalogue cannot be used. The message names the entry and the fix.</summary>
public sealed class EvidenceProblemException(string message, Exception? inner = null) : Exception(message, inner);
