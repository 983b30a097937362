// The palette, chosen by the reader, else by the system, and the font. Runs before the first paint, hence apart from site.js.
(function () {
  var KEY = "giao-dien";
  var root = document.documentElement;
  var choice = "auto";
  root.dataset.js = "";
  try {
    choice = localStorage.getItem(KEY) || choice;
  } catch (error) {
    // Storage is refused: the system decides.
  }

  function apply() {
    var chosen = choice === "light" || choice === "dark";
    if (chosen) root.dataset.theme = choice;
    else delete root.dataset.theme;
    document.querySelectorAll("meta[name=theme-color]").forEach(function (meta) {
      var scheme = meta.dataset.scheme;
      meta.media = !chosen ? "(prefers-color-scheme: " + scheme + ")" : scheme === choice ? "all" : "not all";
    });
  }

  // One scheme is set in mkdocs.yml: nothing is left to choose.
  if (root.dataset.oneTheme !== undefined) choice = root.dataset.theme;
  apply();
  if (location.protocol !== "file:") {
    // The font is wanted before the style sheet asks for it; in a folder browsers refuse that, and it is near enough.
    var font = document.createElement("link");
    font.rel = "preload";
    font.as = "font";
    font.type = "font/woff2";
    font.crossOrigin = "";
    font.href = document.currentScript.src.replace("theme.js", "fonts/bao-cao-sans.woff2");
    document.head.append(font);
  }
  document.addEventListener("DOMContentLoaded", function () {
    var select = document.querySelector("[data-theme-switch]");
    if (!select) return;
    select.value = root.dataset.theme || "auto";
    select.addEventListener("change", function () {
      choice = select.value;
      apply();
      try {
        localStorage.setItem(KEY, choice);
      } catch (error) {
        // The choice then holds for this page only.
      }
    });
  });
})();
