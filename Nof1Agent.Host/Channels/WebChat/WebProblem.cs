using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Why a request of the chat page was refused, as the person reads it there: in the language of their browser. What only a program can do wrong is said in English.</summary>
internal static class WebProblem
{
    /// <summary>A problem (RFC 9457) whose detail is a text of the resource files.</summary>
    public static IResult Of(HttpContext context, int status, string key, params (string Name, object Value)[] values) => Results.Problem(
        (BrowserLanguage.Of(context.Request) is { } tag && KnownLanguages.Find(tag) is { } spoken ? spoken : KnownLanguages.English).Say(key, values), statusCode: status);

    /// <summary>Nobody is known by the request's cookie.</summary>
    public static IResult NoSession(HttpContext context) => Of(context, StatusCodes.Status401Unauthorized, "web.no-session");
}
