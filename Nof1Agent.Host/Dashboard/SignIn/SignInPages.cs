using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Nof1Agent.Host.Dashboard.Accounts;
using QRCoder;

namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>The pages before the session, as answers.</summary>
internal static class SignInPages
{
    public static IResult SignIn(string returnUrl, string? openId, string? error = null) =>
        Page<SignInPage>(error, new() { [nameof(SignInPage.ReturnUrl)] = returnUrl, [nameof(SignInPage.OpenIdName)] = openId, [nameof(SignInPage.Error)] = error });

    public static IResult Code(string returnUrl, string? error = null) => Page<CodePage>(error, new() { [nameof(CodePage.ReturnUrl)] = returnUrl, [nameof(CodePage.Error)] = error });

    public static IResult Authenticator(string returnUrl, string account, string key, string? error = null)
    {
        using var codes = new QRCodeGenerator();
        using var code = codes.CreateQrCode(Totp.Address(account, key), QRCodeGenerator.ECCLevel.M);
        using var drawn = new SvgQRCode(code);
        return Page<AuthenticatorPage>(error, new()
        {
            [nameof(AuthenticatorPage.ReturnUrl)] = returnUrl,
            [nameof(AuthenticatorPage.Error)] = error,
            [nameof(AuthenticatorPage.Key)] = string.Join(' ', key.Chunk(4).Select(four => new string(four))),
            [nameof(AuthenticatorPage.Picture)] = Convert.ToBase64String(Encoding.UTF8.GetBytes(drawn.GetGraphic(4))),
        });
    }

    public static IResult RecoveryCodes(string returnUrl, IReadOnlyList<string> codes) =>
        Page<RecoveryCodesPage>(null, new() { [nameof(RecoveryCodesPage.ReturnUrl)] = returnUrl, [nameof(RecoveryCodesPage.Codes)] = codes });

    public static IResult Begin(string link, bool isFirst, string? name, string? error = null) => Page<BeginPage>(error, new()
    {
        [nameof(BeginPage.Link)] = link,
        [nameof(BeginPage.IsFirst)] = isFirst,
        [nameof(BeginPage.Name)] = name,
        [nameof(BeginPage.Error)] = error,
    });

    public static IResult Notice(string title, IReadOnlyList<string> lines, int status = 200, string? command = null, bool toSignIn = false) => new RazorComponentResult<NoticePage>(new Dictionary<string, object?>
    {
        [nameof(NoticePage.Title)] = title,
        [nameof(NoticePage.Lines)] = lines,
        [nameof(NoticePage.Command)] = command,
        [nameof(NoticePage.ToSignIn)] = toSignIn,
    })
    { StatusCode = status };

    public static IResult LinkIsOver() => Notice("This link is not good", ["It was used, it is older than two days, or it was not copied whole. Ask whoever runs this service for another."], StatusCodes.Status404NotFound);

    private static RazorComponentResult<T> Page<T>(string? error, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => new(parameters) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
}
