using Nof1Agent.Skills;

namespace Nof1Agent.Host.Pictures;

/// <summary>Draws any picture: SVG for pages, PNG for chats.</summary>
internal static class PictureDrawing
{
    public static string Svg(Picture picture, PictureTheme theme) => Of(picture, theme).ToSvg();

    public static byte[] Png(Picture picture, PictureTheme theme) => Of(picture, theme).ToPng();

    public static Sheet Of(Picture picture, PictureTheme theme) => picture switch
    {
        EffectPicture effect => EffectDrawing.Of(effect, theme),
        DiaryPicture diary => DiaryDrawing.Of(diary, theme),
        ChancesPicture chances => ChancesDrawing.Of(chances, theme),
        _ => throw new ArgumentOutOfRangeException(nameof(picture), picture.GetType().Name, "There is no drawing of this kind of picture."),
    };
}
