using MudBlazor;

namespace Nof1Agent.Host.Dashboard.Parts;

/// <summary>The colours of the components: quiet, with contrast to read by in both modes.</summary>
internal static class DashboardTheme
{
    public static MudTheme Calm { get; } = new()
    {
        PaletteLight = new PaletteLight { Primary = "#1f6f6b", Secondary = "#5a5f8a", Background = "#f6f7f5", Surface = "#ffffff", TextPrimary = "#1c2422", TextSecondary = "#4d5a57", Error = "#b3261e", Warning = "#8a5300", Success = "#1c6b3a", Info = "#24588f" },
        PaletteDark = new PaletteDark { Primary = "#7fd1c7", Secondary = "#b4b9ef", Background = "#121716", Surface = "#1b2221", TextPrimary = "#e6ecea", TextSecondary = "#a9b7b3", Error = "#ff9c93", Warning = "#f2bd6b", Success = "#8fd6a5", Info = "#9cc7f5" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"] } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
    };
}
