using Nof1Agent.Skills.Conversations;
using NodaTime.Text;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>A message as the page sees it. What a button does never leaves the server.</summary>
internal sealed record WebMessage(long Id, string From, string Text, string At, IReadOnlyList<WebChoice> Choices, string Layout, string? Answered, IReadOnlyList<WebPicture> Pictures, IReadOnlyList<WebDownload> Downloads)
{
    public static WebMessage Of(Message message) => new(
        message.Id,
        message.Speaker.ToString().ToLowerInvariant(),
        message.Text,
        InstantPattern.General.Format(message.At),
        [.. message.Choices.Select((choice, place) => new WebChoice(ChoiceIds.Of(place), choice.Label))],
        message.Layout.ToString().ToLowerInvariant(),
        message.Answered,
        [.. message.Pictures.Select(picture => new WebPicture($"/api/chat/pictures/{picture.Id}.svg", picture.Alt))],
        [.. message.Downloads.Select(offered => new WebDownload($"/api/chat/export/{offered.Name}", offered.Label)), .. message.Files.Select(file => new WebDownload($"/api/chat/files/{file.Id}", file.Name))]);
}

/// <summary>A button.</summary>
internal sealed record WebChoice(string Id, string Label);

/// <summary>A picture inside a message.</summary>
internal sealed record WebPicture(string Url, string Alt);

/// <summary>A file that a message offers.</summary>
internal sealed record WebDownload(string Url, string Label);

/// <summary>The messages after an id.</summary>
internal sealed record WebMessages(IReadOnlyList<WebMessage> Messages, bool Typing);

/// <summary>What a page sends: a text or a choice.</summary>
internal sealed record WebPost(string? Text, WebChoicePost? Choice, string? TimeZone);

/// <summary>A pressed button.</summary>
internal sealed record WebChoicePost(long MessageId, string ChoiceId);

/// <summary>The message's id in the transcript.</summary>
internal sealed record WebAccepted(long Id);

/// <summary>A session, new or known. The recovery code is shown once.</summary>
internal sealed record WebSession(bool Created, string? RecoveryCode);

/// <summary>A recovery code.</summary>
internal sealed record WebRecoveryCode(string Code);

/// <summary>The code of a coach's invitation.</summary>
internal sealed record WebInvitation(string Code);

/// <summary>A fresh recovery code; earlier ones no longer work.</summary>
internal sealed record WebNewCode(string RecoveryCode);
