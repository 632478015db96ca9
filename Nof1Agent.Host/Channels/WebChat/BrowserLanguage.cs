using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>The language a browser asks for: <c>?lang=</c> of the address, else the first of its Accept-Language that is spoken here, else its first.</summary>
internal static class BrowserLanguage
{
    private const int MostRead = 8;

    /// <summary>A tag such as "de" or "de-AT", spoken here or not; null where the browser names none.</summary>
    public static string? Of(HttpRequest request)
    {
        if (request.Query["lang"].ToString() is { Length: > 0 } asked)
        {
            return asked;
        }

        var wanted = request.GetTypedHeaders().AcceptLanguage.Take(MostRead).OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString()).Where(tag => tag != "*").ToList();
        return wanted.Find(tag => KnownLanguages.Find(tag) is not null) ?? wanted.FirstOrDefault();
    }
}
