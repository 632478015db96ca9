using System.Text.Json.Nodes;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class CanonicalJsonTests
{
    /// <summary>RFC 8785, appendix B: IEEE 754 bit patterns and their text.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void FormatNumber_AppendixB_GivesItsText(ulong bits, string text) => Assert.Equal(text, CanonicalJson.FormatNumber(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FormatNumber_NotFinite_IsRefused(double value) => Assert.Throws<ArgumentException>(() => CanonicalJson.FormatNumber(value));

    [Fact]
    public void FormatNumber_AnyDouble_ReadsBackTheSame()
    {
        var random = new DeterministicRandom(8785);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.UInt64BitsToDouble(random.NextULong());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(CanonicalJson.FormatNumber(value), System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>RFC 8785, section 3.2.2: the sample object and its canonical form (section 3.2.3).</summary>
    [Fact]
    public void Serialize_SampleOfTheRfc_GivesItsCanonicalForm()
    {
        const string sample = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string canonical = """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";
        Assert.Equal(canonical, CanonicalJson.Serialize(JsonNode.Parse(sample)));
    }

    /// <summary>RFC 8785, section 3.2.3: names sorted by UTF-16 code units.</summary>
    [Fact]
    public void Serialize_SortingSampleOfTheRfc_OrdersNamesByCodeUnits()
    {
        const string sample = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face",
             "\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;
        string[] order =
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ];
        var canonical = CanonicalJson.Serialize(JsonNode.Parse(sample));
        var places = order.Select(value => canonical.IndexOf(value, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.StartsWith("{\"\\r\":", canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_OwnOutput_IsAFixedPoint()
    {
        var node = JsonNode.Parse("""{"b":[1,2.50,{"z":null,"a":"é\t"}],"a":-0.0,"c":1e2}""");
        var once = CanonicalJson.Serialize(node);
        Assert.Equal("""{"a":0,"b":[1,2.5,{"a":"é\t","z":null}],"c":100}""", once);
        Assert.Equal(once, CanonicalJson.Serialize(JsonNode.Parse(once)));
    }

    [Fact]
    public void Serialize_NodesMadeInCode_EqualsParsedOnes()
    {
        var made = new JsonObject { ["int"] = 7, ["long"] = 7L, ["decimal"] = 1.50m, ["float"] = 0.5f, ["text"] = "x", ["no"] = null };
        Assert.Equal("""{"decimal":1.5,"float":0.5,"int":7,"long":7,"no":null,"text":"x"}""", CanonicalJson.Serialize(made));
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\ud800x\"")]
    [InlineData("1e400")]
    public void Serialize_WhatHasNoUniqueForm_IsRefused(string json) => Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonNode.Parse(json)));

    /// <summary>SHA-256 of "abc": FIPS 180-4 example.</summary>
    [Fact]
    public void Sha256Hex_Abc_GivesTheStandardsExample() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalJson.Sha256Hex("abc"));
}
