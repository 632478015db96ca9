using Microsoft.AspNetCore.Authentication.Cookies;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>Over https a cookie carries the prefix __Host-: a browser then takes it from this host only, over https, for the whole of it.</summary>
internal sealed class SecureNames : ICookieManager
{
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
