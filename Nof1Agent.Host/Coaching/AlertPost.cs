using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Coaching;

/// <summary>
/// Sends the e-mails about alerts: that one of a kind waits, and where the dashboard is; nobody's name, nothing about health. The same e-mail carries the same Message-ID however
/// often it is tried, so that one whose acknowledgement was lost is known as the same.
/// </summary>
internal sealed partial class AlertPost(IOptions<MailOptions> options, AlertMails mails, AlertLog alerts, CoachAccounts accounts, RandomSource random, ILogger<AlertPost> logger)
{
    private const int MostAtOnce = 20;
    private const int TimeoutMilliseconds = 20_000;

    /// <summary>Sends what is due.</summary>
    public async Task SendDue(CancellationToken cancellation)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        foreach (var mail in mails.Due(MostAtOnce))
        {
            if (alerts.Find(mail.AlertId) is not { AcknowledgedAt: null, ClearedAt: null } alert || accounts.Find(mail.AccountId) is not { Email: { } address })
            {
                await mails.NotNeeded(mail);
                continue;
            }

            // Another process may look at the same moment.
            if (!await mails.Claim(mail))
            {
                continue;
            }

            try
            {
                await Send(Write(mail, alert, address), cancellation);
                await mails.Sent(mail);
            }
            catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or TimeoutException or NotSupportedException)
            {
                SendFailed(logger, problem.GetType().Name);
                await mails.Failed(mail, BackOff.After(mail.Attempts + 3, random));
            }
        }
    }

    private MimeMessage Write(AlertMail mail, Alert alert, string address)
    {
        var language = KnownLanguages.Find(options.Value.Language) ?? KnownLanguages.English;
        var kind = language.Say($"mail.kind.{alert.Kind.ToString().ToLowerInvariant()}");
        var from = MailboxAddress.Parse(options.Value.From!);
        var message = new MimeMessage
        {
            Subject = language.Say("mail.subject", ("kind", kind)),
            Body = new TextPart(TextFormat.Plain) { Text = language.Say("mail.body", ("kind", kind), ("link", $"{options.Value.Address!.TrimEnd('/')}/coach")) },
            MessageId = $"{mail.Key.Replace(':', '.')}@{from.Domain}",
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private async Task Send(MimeMessage message, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        var security = options.Value.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
        };
        await client.ConnectAsync(options.Value.Host!, options.Value.Port, security, cancellation);
        if (options.Value.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, options.Value.Password ?? "", cancellation);
        }

        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "An e-mail about an alert could not be sent ({Kind}); it is tried again.")]
    private static partial void SendFailed(ILogger logger, string kind);
}
