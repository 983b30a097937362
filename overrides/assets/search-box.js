// The closed search box: loads the search on first use, so that a first view pays nothing for it.
(function () {
  "use strict";
  const box = document.querySelector(".search");
  if (!box) return;
  const input = box.querySelector("input");
  const own = document.currentScript.src.match(/^(.*\/)[^/]*?(\?.*)?$/);
  const files = ["vendor/minisearch.js", "search-index.js", "search-engine.js", "search.js"];
  let asked = false;
  let failed = false;

  function fail() {
    if (failed) return;
    failed = true;
    const status = box.querySelector("[role=status]");
    const link = document.createElement("a");
    link.href = box.querySelector("form").action;
    link.textContent = "xem mục lục";
    status.parentNode.hidden = false;
    status.append("Không tải được phần tìm kiếm; mời ", link, ".");
  }

  function load() {
    if (asked) return;
    asked = true;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = own[1] + "search.css" + (own[2] || "");
    document.head.append(style);
    files.forEach(function (file) {
      const script = document.createElement("script");
      script.async = false;
      script.src = own[1] + file + (own[2] || "");
      script.onerror = fail;
      document.head.append(script);
    });
  }

  function slashOff() {
    try {
      return localStorage.getItem("search-slash") === "off";
    } catch (error) {
      return false;
    }
  }

  window.searchBox = { root: own[1] + "../", fail: fail, pressed: false };
  input.addEventListener("pointerdown", function () {
    window.searchBox.pressed = true;
  });
  input.addEventListener("focus", load);
  document.addEventListener("keydown", function (event) {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.isComposing ||
      event.target.closest("input, textarea, select, [contenteditable]") ||
      slashOff()
    )
      return;
    event.preventDefault();
    input.focus();
  });
  if (document.activeElement === input || /[?&]q=/.test(location.search)) load();
})();
