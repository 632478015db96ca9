using System.Text;
using Nof1Agent.Host.Channels.Telegram;
using QRCoder;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>Invitations as links and pictures of links.</summary>
internal sealed class InviteLinks(IServiceProvider services)
{
    /// <summary>In the web chat of this service.</summary>
    /// <param name="address">The service's address, as the browser knows it.</param>
    /// <param name="code">The code.</param>
    public static string Web(string address, string code) => $"{address.TrimEnd('/')}/join/{Uri.EscapeDataString(code)}";

    /// <summary>In Telegram; null where there is no bot, or it is not known yet.</summary>
    public string? Telegram(string code) => services.GetService<TelegramBot>()?.Name is { Length: > 0 } bot ? $"https://t.me/{Uri.EscapeDataString(bot)}?start={Uri.EscapeDataString(code)}" : null;

    /// <summary>A link as a QR code: SVG in Base64.</summary>
    public static string Qr(string link)
    {
        using var codes = new QRCodeGenerator();
        using var code = codes.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var drawn = new SvgQRCode(code);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(drawn.GetGraphic(4)));
    }
}
