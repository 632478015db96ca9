// Sets the colours before the first paint: what the person chose, or what the device prefers.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem("nof1.theme") ?? "system"; } catch { return "system"; }
  };
  const apply = () => {
    const theme = chosen();
    document.documentElement.dataset.theme = theme === "dark" || (theme === "system" && dark.matches) ? "dark" : "light";
    dispatchEvent(new Event("nof1-theme-set"));
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("nof1-theme", apply);
})();
