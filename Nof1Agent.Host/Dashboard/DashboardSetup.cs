using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard;

/// <summary>The coaches' part of the service: accounts, sign-in, pages.</summary>
internal static class DashboardSetup
{
    private static readonly TimeSpan SessionLasts = CoachSessions.Lasts.ToTimeSpan();
    private static readonly TimeSpan StepLasts = TimeSpan.FromMinutes(10);

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        var services = builder.Services;

        // The pages' style and script come out of packages; from a build folder they are found by a list beside the program, in whatever environment.
        builder.WebHost.UseStaticWebAssets();
        services.AddSingleton<CoachAccounts>();
        services.AddSingleton<OneTimeLinks>();
        services.AddOptions<OpenIdOptions>().BindConfiguration("Coach:OpenId")
            .Validate(options => options.Problem is null, "Coach:OpenId needs Authority (an https address) and ClientId.").ValidateOnStart();
        AddAccounts(services);
        AddSessions(services, builder.Configuration.GetSection("Coach:OpenId").Get<OpenIdOptions>() ?? new OpenIdOptions());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "nof1_coach_form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.AddMudServices();
        AddDesks(services);
    }

    private static void AddDesks(IServiceCollection services)
    {
        services.TryAddSingleton<CoachAccess>();
        services.AddSingleton<TurnAudit>();
        services.AddSingleton<TokenUseReader>();
        services.AddSingleton<CalibrationReader>();
        services.AddScoped<CoachSession>();
        services.AddScoped<PersonDesk>();
        services.AddScoped<AlertDesk>();
        services.AddScoped<StudyDesk>();
        services.AddSingleton<InviteLinks>();
    }

    private static void AddAccounts(IServiceCollection services) => services.AddIdentityCore<CoachUser>(options =>
    {
        // Length protects; rules about kinds of characters only make passwords alike.
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.User.AllowedUserNameCharacters = "";
    }).AddUserStore<CoachUserStore>().AddTokenProvider<TotpProvider>(TokenOptions.DefaultAuthenticatorProvider);

    private static void AddSessions(IServiceCollection services, OpenIdOptions openId)
    {
        var schemes = services.AddAuthentication(CoachSchemes.Session)
            .AddCookie(CoachSchemes.Session, options =>
            {
                Protect(options, "nof1_coach", SessionLasts);
                // The cookie ends with its session: use does not prolong it.
                options.SlidingExpiration = false;
                options.LoginPath = "/coach/sign-in";
                options.AccessDeniedPath = "/coach/denied";
                options.ReturnUrlParameter = "returnUrl";
                options.Events.OnValidatePrincipal = async context =>
                {
                    if (context.Principal.Account(context.HttpContext.RequestServices.GetRequiredService<CoachAccounts>()) is null)
                    {
                        context.RejectPrincipal();
                        await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignOutAsync(context.HttpContext, CoachSchemes.Session);
                    }
                };
            })
            .AddCookie(CoachSchemes.Step, options => Protect(options, "nof1_coach_step", StepLasts));
        if (openId.IsConfigured)
        {
            schemes.AddOpenIdConnect(CoachSchemes.OpenId, options =>
            {
                options.SignInScheme = CoachSchemes.Session;
                options.Authority = openId.Authority;
                options.ClientId = openId.ClientId;
                options.ClientSecret = openId.ClientSecret;
                options.RequireHttpsMetadata = !new Uri(openId.Authority!).IsLoopback;
                options.ResponseType = "code";
                options.UsePkce = true;
                options.MapInboundClaims = false;
                options.SaveTokens = false;
                options.CallbackPath = "/coach/signed-in";
                options.Scope.Clear();
                options.Scope.Add("openid");
                options.Scope.Add("profile");
                options.Scope.Add("email");
                options.Events.OnTokenValidated = OpenIdSignIn.Validated;
                options.Events.OnRemoteFailure = context =>
                {
                    context.HandleResponse();
                    context.Response.Redirect("/coach/refused");
                    return Task.CompletedTask;
                };
            });
        }
    }

    private static void Protect(CookieAuthenticationOptions options, string name, TimeSpan lasts)
    {
        options.Cookie.Name = name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new SecureNames();
        options.ExpireTimeSpan = lasts;
    }
}
