using Nof1Agent.Skills.Alerts;

namespace Nof1Agent.Host.Operation;

/// <summary>Something that the operator has to look at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Which part of the service: "due work", or a channel.</param>
/// <param name="Text">What is seen, and what to do; no content, nobody's name.</param>
internal sealed record Trouble(AlertKind Kind, string Subject, string Text);
