namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Teams cannot be used as it is set up. The message is one line that names the setting and shows no secret.</summary>
internal sealed class TeamsProblemException(string message, Exception? inner = null) : Exception(message, inner);
