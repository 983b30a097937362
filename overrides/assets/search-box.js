// The closed search box: loads the search on first use, so that a first view pays nothing for it.
(function () {
  "use strict";
  const box = document.querySelector(".search");
  if (!box) return;
  const input = box.querySelector("input");
  const panel = box.querySelector(".search-panel");
  const status = box.querySelector("[role=status]");
  const own = document.currentScript.src.match(/^(.*\/)[^/]*?(\?.*)?$/);
  const phone = matchMedia("(max-width: 47.99em), (pointer: coarse)"); // has no key to spare
  let missing = ["search-index.js", "search.js"];
  let loading = false;
  let failed = false;

  function load() {
    if (loading || !missing.length) return;
    loading = true;
    failed = false;
    const files = missing;
    let left = files.length;
    missing = [];
    if (!document.querySelector("link[data-search]")) {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = own[1] + "search.css" + (own[2] || "");
      style.dataset.search = "";
      document.head.append(style);
    }
    setTimeout(say, 300);
    files.forEach(function (file) {
      window.searchBox.script(file, function (done) {
        if (!done) missing.push(file);
        if (--left) return;
        loading = false;
        failed = missing.length > 0;
        if (failed) say();
        else window.searchBox.start();
      });
    });
  }

  // What the reader must know before the search is there.
  function say() {
    if (!loading && !failed) return;
    status.textContent = loading ? "Đang tải phần tìm kiếm…" : "Không tải được phần tìm kiếm. ";
    panel.hidden = false;
    if (!failed) return;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "search-again";
    again.textContent = "Thử lại";
    again.addEventListener("click", function () {
      input.focus();
      load();
      say();
    });
    const link = document.createElement("a");
    link.href = box.querySelector("form").action;
    link.textContent = "xem mục lục";
    status.append(again, " hoặc ", link, ".");
  }

  function slashOff() {
    try {
      return localStorage.getItem("search-slash") === "off";
    } catch (error) {
      return false;
    }
  }

  window.searchBox = {
    root: own[1] + "../",
    phone: phone,
    pressed: false,
    // Load a script from the folder of this one; `then` hears whether it came.
    script: function (file, then) {
      const script = document.createElement("script");
      script.async = false;
      script.src = own[1] + file + (own[2] || "");
      script.onload = then.bind(null, true);
      script.onerror = then.bind(null, false);
      document.head.append(script);
    },
  };
  input.addEventListener("pointerdown", function () {
    window.searchBox.pressed = true;
  });
  input.addEventListener("focus", load);
  input.addEventListener("input", load);
  document.addEventListener("keydown", function (event) {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.isComposing ||
      phone.matches ||
      event.target.closest("input, textarea, select, [contenteditable]") ||
      slashOff()
    )
      return;
    event.preventDefault();
    input.focus();
  });
  if (document.activeElement === input || /[?&]q=/.test(location.search)) load();
})();
