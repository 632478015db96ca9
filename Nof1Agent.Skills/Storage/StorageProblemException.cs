namespace Nof1Agent.Skills.Storage;

/// <summary>The database cannot be used as it is. The message names the cause and the fix, in one line for an operator.</summary>
public sealed class StorageProblemException(string message, Exception? inner = null) : Exception(message, inner);
