// The open search: results, kinds, keyboard, address. Loaded by search-box.js on first use.
(function () {
  "use strict";

  const KINDS = {
    section: "Mục",
    figure: "Số liệu",
    document: "Văn bản",
    term: "Thuật ngữ",
    organisation: "Đơn vị",
    task: "Nhiệm vụ",
    erratum: "Lưu ý nguyên văn",
    page: "Trang",
  };
  const SHOWN = 20;
  const SNIPPET = 170;

  const box = document.querySelector(".search");
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const panel = box.querySelector(".search-panel");
  const status = panel.querySelector("[role=status]");
  const phone = matchMedia("(max-width: 47.99em)");
  if (!window.searchIndex || !window.MiniSearch || !window.SearchEngine) return window.searchBox.fail();
  const searcher = window.SearchEngine.Searcher(window.searchIndex);
  const editions = new Set(
    window.searchIndex.pages
      .map(function (page) {
        return page[0].split("/")[0];
      })
      .filter(function (folder) {
        return /^[0-9]{4}/.test(folder);
      }),
  );

  // ---- Building ----------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    element.append(...children);
    return element;
  }

  function fill(element, ...children) {
    element.textContent = "";
    element.append(...children);
  }

  function button(label, action, attributes) {
    const element = make("button", Object.assign({ type: "button" }, attributes), label);
    element.addEventListener("click", action);
    return element;
  }

  const kinds = make("div", { class: "search-kinds", role: "group", "aria-label": "Lọc kết quả theo loại" });
  const help = make("div", { class: "search-help" });
  const results = make("ol", { id: "search-results", "aria-label": "Kết quả tìm kiếm" });
  const more = button(
    "",
    function () {
      limit = Infinity;
      const first = results.children.length;
      render();
      results.children[first].querySelector("a").focus();
    },
    { class: "search-more" },
  );
  const slash = make("input", { type: "checkbox", id: "search-slash" });
  const foot = make(
    "div",
    { class: "search-foot" },
    make("label", { for: "search-slash" }, slash, " Phím tắt ", make("kbd", {}, "/"), " mở ô tìm kiếm"),
    make(
      "span",
      { class: "search-keys" },
      make("kbd", {}, "↑"),
      " ",
      make("kbd", {}, "↓"),
      " chọn, ",
      make("kbd", {}, "Enter"),
      " mở, ",
      make("kbd", {}, "Esc"),
      " đóng",
    ),
  );
  panel.append(kinds, help, results, more, foot);
  form.append(
    button(
      "Đóng",
      function () {
        close();
        input.blur();
      },
      { class: "search-close" },
    ),
  );

  function marked(text, ranges) {
    const parts = [];
    let at = 0;
    ranges.forEach(function (range) {
      parts.push(text.slice(at, range[0]), make("mark", {}, text.slice(range[0], range[1])));
      at = range[1];
    });
    return parts.concat(text.slice(at));
  }

  // The part of a text around its longest match.
  function snippet(text, ranges) {
    const best = ranges.reduce(
      function (a, b) {
        return b[1] - b[0] > a[1] - a[0] ? b : a;
      },
      ranges[0] || [0, 0],
    );
    let start = 0;
    let end = text.length;
    if (text.length > SNIPPET * 1.3) {
      start = best[0] < SNIPPET / 2 ? 0 : text.indexOf(" ", best[0] - SNIPPET / 3) + 1;
      if (start > best[0]) start = best[0];
      end = text.indexOf(" ", Math.max(start + SNIPPET, best[1]));
      if (end < 0) end = text.length;
    }
    const inside = ranges
      .filter(function (range) {
        return range[0] >= start && range[1] <= end;
      })
      .map(function (range) {
        return [range[0] - start, range[1] - start];
      });
    return [start ? "… " : ""].concat(marked(text.slice(start, end), inside), end < text.length ? " …" : "");
  }

  function item(hit) {
    const entry = hit.entry;
    const ranges = searcher.ranges(hit);
    const link = make(
      "a",
      { href: window.searchBox.root + entry.url, "data-kind": kindOf(hit), "data-sections": entry.sections },
      make("span", { class: "search-kind" }, place(hit)),
      " ",
      make("span", { class: "search-title" }, ...(entry.ownTitle ? marked(entry.title, ranges.title) : [entry.title])),
    );
    const row = make("li", {}, link);
    if (entry.text) row.append(make("p", {}, ...snippet(entry.text, ranges.text)));
    return row;
  }

  // «Số liệu, mục 2.2»; with the edition where there are several.
  function place(hit) {
    const sections = hit.entry.sections ? hit.entry.sections.split(" ") : [];
    const year = editions.size > 1 ? hit.entry.url.split("/")[0] : "";
    return (
      KINDS[kindOf(hit)] +
      (kindOf(hit) !== "section" && sections.length && sections.length < 5 ? ", mục " + sections.join(", ") : "") +
      (/^[0-9]{4}/.test(year) ? ", " + year.replace("-", " ") : "")
    );
  }

  function kindOf(hit) {
    return hit.entry.kind === "heading" ? "section" : hit.entry.kind;
  }

  // ---- State -------------------------------------------------------------

  let query = "";
  let hits = [];
  let kind = "";
  let limit = SHOWN;
  let waiting = 0;

  function update() {
    query = input.value.trim();
    hits = /^[^0-9]?$/.test(query) ? [] : searcher.search(query); // one letter says nothing yet
    limit = SHOWN;
    render();
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      status.textContent = announcement();
      setAddress(query);
    }, 300);
  }

  function render() {
    const counts = {};
    hits.forEach(function (hit) {
      counts[kindOf(hit)] = (counts[kindOf(hit)] || 0) + 1;
    });
    const found = chosen();
    fill(results, ...found.slice(0, limit).map(item));
    results.dataset.query = query;
    fill(kinds);
    if (hits.length) {
      [""].concat(Object.keys(KINDS)).forEach(function (name) {
        if (name && !counts[name] && name !== kind) return;
        const label = name ? KINDS[name] + " " + (counts[name] || 0) : "Tất cả " + hits.length;
        kinds.append(
          button(
            label,
            function () {
              choose(name);
            },
            { "aria-pressed": name === kind, "data-kind": name },
          ),
        );
      });
    }
    more.hidden = found.length <= limit;
    more.textContent = "Xem thêm " + (found.length - limit) + " kết quả";
    renderHelp(found);
  }

  function renderHelp(found) {
    fill(help);
    if (found.length || hits.length) return;
    if (query.length < 2) {
      help.append(make("p", {}, "Gõ có dấu hoặc không dấu; tìm được cả số, ký hiệu văn bản và chữ viết tắt."));
      return;
    }
    const part = searcher.suggest(query);
    if (part) {
      help.append(
        button(
          "Tìm «" + part + "»",
          function () {
            input.value = part;
            input.focus();
            update();
          },
          { class: "search-part" },
        ),
      );
    }
    const contents = make("a", { href: form.action }, "xem mục lục");
    help.append(make("p", {}, "Có thể thử ít từ hơn, dùng từ khác, chỉ gõ số của văn bản, hoặc ", contents, "."));
  }

  function chosen() {
    return kind
      ? hits.filter(function (hit) {
          return kindOf(hit) === kind;
        })
      : hits;
  }

  function choose(name) {
    kind = name;
    limit = SHOWN;
    render();
    kinds.querySelector("[aria-pressed=true]").focus();
    status.textContent = announcement();
  }

  function announcement() {
    if (query.length < 2 && !hits.length) return "";
    const found = chosen().length;
    if (!found)
      return "Không tìm thấy" + (kind && hits.length ? " " + KINDS[kind] + " nào cho" : "") + " «" + query + "».";
    return found + " kết quả" + (kind ? " loại " + KINDS[kind] : "") + " cho «" + query + "».";
  }

  // The address always leads back to what is shown; a page opened from a folder may refuse it.
  function setAddress(text) {
    const url = new URL(location.href);
    if ((url.searchParams.get("q") || "") === text) return;
    if (text) url.searchParams.set("q", text);
    else url.searchParams.delete("q");
    try {
      history.replaceState(history.state, "", url);
    } catch (error) {
      /* file:// */
    }
  }

  // ---- Opening and closing -----------------------------------------------

  // On a phone the search covers the page: nothing behind it can be reached.
  function seal(on) {
    document.documentElement.classList.toggle("search-open", on);
    for (let node = box; node !== document.body; node = node.parentNode) {
      Array.from(node.parentNode.children).forEach(function (other) {
        if (other !== node) other.inert = on;
      });
    }
  }

  function open() {
    if (!panel.hidden) return;
    panel.hidden = false;
    box.classList.add("is-open");
    if (phone.matches) seal(true);
    update();
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    box.classList.remove("is-open");
    seal(false);
    clearTimeout(waiting);
    status.textContent = "";
    setAddress("");
  }

  // ---- Events ------------------------------------------------------------

  // On a phone only a touch or typing opens the sheet: who tabs through the page must be able to pass.
  input.addEventListener("focus", function () {
    if (!phone.matches) open();
  });
  input.addEventListener("click", open);
  input.addEventListener("input", function () {
    open();
    update();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    open();
    const first = results.querySelector("a");
    if (first) first.focus();
  });
  results.addEventListener("click", function (event) {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && link.pathname === location.pathname) close();
  });
  panel.addEventListener(
    "touchmove",
    function () {
      if (document.activeElement === input) input.blur();
    },
    { passive: true },
  );
  phone.addListener(function () {
    seal(phone.matches && !panel.hidden);
  });

  box.addEventListener("keydown", function (event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    open();
    const links = Array.from(results.querySelectorAll("a"));
    const now = links.indexOf(document.activeElement);
    if (now < 0 && (document.activeElement !== input || step < 0)) return;
    event.preventDefault();
    const next = now + step;
    if (next < 0) input.focus();
    else if (links[next]) links[next].focus();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || panel.hidden || event.isComposing) return;
    event.preventDefault();
    input.focus();
    close();
  });
  function leave(event) {
    if (!box.contains(event.target) && !(phone.matches && event.type === "focusin")) close();
  }
  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);

  function stored(value) {
    try {
      if (value) localStorage.setItem("search-slash", value);
      return localStorage.getItem("search-slash");
    } catch (error) {
      return null;
    }
  }
  slash.checked = stored() !== "off";
  slash.addEventListener("change", function () {
    stored(slash.checked ? "on" : "off");
  });

  // ---- Start -------------------------------------------------------------

  const shared = new URLSearchParams(location.search).get("q");
  if (shared && !input.value) input.value = shared;
  if (shared && !phone.matches) input.focus();
  if (shared || (document.activeElement === input && (!phone.matches || window.searchBox.pressed || input.value)))
    open();
})();
