using Nof1Agent.Host.Dashboard.Accounts;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>Codes of authenticator apps against the published ones.</summary>
public sealed class TotpTests
{
    // The secret of RFC 6238, appendix B, "12345678901234567890" in Base32.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    // Appendix B has eight digits; six are their last six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfRfc6238(long seconds, string code) => Assert.Equal(code, Totp.Code(Key, Totp.Step(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Match_OneHalfMinuteToEitherSide_NoMore()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.Step(now);
        Assert.Equal([step - 1, step, step + 1], Enumerable.Range(-3, 7).Select(by => Totp.Match(Key, Totp.Code(Key, step + by), now)).OfType<long>());
        Assert.Null(Totp.Match(Key, "", now));
    }
}
