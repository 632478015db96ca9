using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nof1Agent.Host.Channels.WebChat;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>What the chat page shows of a refusal is in the language of the browser.</summary>
public sealed class WebProblemTests
{
    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "Dieser Browser hat keine Sitzung. Öffne die Seite neu.")]
    [InlineData("en", "This browser has no session. Open the page again.")]
    [InlineData("fi", "This browser has no session. Open the page again.")]
    [InlineData(null, "This browser has no session. Open the page again.")]
    public void NoSession_IsSaidInTheLanguageOfTheBrowser(string? accepts, string said)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = accepts;
        var problem = Assert.IsType<ProblemHttpResult>(WebProblem.NoSession(context));
        Assert.Equal((401, said), (problem.StatusCode, problem.ProblemDetails.Detail));
    }

    [Fact]
    public void EveryExport_SaysInEveryLanguageWhyThereIsNoneYet() => Assert.All(
        ExportForm.All, form => Assert.All(KnownLanguages.All, language => Assert.NotEqual(form.WhenMissing, language.Say(form.WhenMissing))));
}
