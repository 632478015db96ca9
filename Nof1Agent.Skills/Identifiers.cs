namespace Nof1Agent.Skills;

/// <summary>A person who chats; opaque, says nothing about them.</summary>
public readonly record struct ParticipantId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One trial of one participant.</summary>
public readonly record struct TrialId(string Value)
{
    public override string ToString() => Value;
}
