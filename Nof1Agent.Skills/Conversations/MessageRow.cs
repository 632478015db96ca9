using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Files;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>A message as it lies in its table.</summary>
internal sealed record MessageRow
{
    public long Id { get; init; }

    public string Speaker { get; init; } = "";

    public string Text { get; init; } = "";

    public string? Choices { get; init; }

    public string Layout { get; init; } = "";

    public string? Answered { get; init; }

    public string? PictureId { get; init; }

    public string? PictureAlt { get; init; }

    public string? Downloads { get; init; }

    public string? Card { get; init; }

    public Instant At { get; init; }

    /// <param name="pictures">Its pictures; none for one that an earlier version drew.</param>
    /// <param name="files">What came in with it.</param>
    /// <param name="keys">What opens its texts.</param>
    public Message ToMessage(IReadOnlyList<MessagePicture> pictures, IReadOnlyList<MessageFile> files, KeyStore keys) => new()
    {
        Id = Id,
        Speaker = Enum.Parse<Speaker>(Speaker),
        Text = keys.Open(Text),
        Choices = Choices is { } json ? SkillsJson.Read<IReadOnlyList<Choice>>(keys.Open(json)) : [],
        Layout = Enum.Parse<ChoiceLayout>(Layout),
        Answered = keys.Open(Answered),
        Pictures = pictures.Count > 0 || PictureId is null ? pictures : [new MessagePicture(PictureId, keys.Open(PictureAlt) ?? "")],
        Downloads = Downloads is { } offered ? SkillsJson.Read<IReadOnlyList<Download>>(keys.Open(offered)) : [],
        Card = Card is { } parts ? SkillsJson.Read<CardParts>(keys.Open(parts)) : null,
        Files = files,
        At = At,
    };
}
