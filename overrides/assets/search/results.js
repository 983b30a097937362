// The open search: results, kinds, cards, keyboard, address. Loaded and started by search-box.js on first use.
window.searchBox.start = () => {
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
    file: "Tải về",
  };
  const SHOWN = 20;
  const SNIPPET = 170;
  // So many results need no narrowing.
  const FEW = 8;
  // Milliseconds after the last key.
  const PAUSE = 120;

  const box = document.querySelector(".search");
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const panel = box.querySelector(".search-panel");
  const status = panel.querySelector("[role=status]");
  const phone = matchMedia("(max-width: 47.99em)");
  const searcher = window.SearchEngine.Searcher(window.searchIndex);
  const editions = new Map(searcher.editions.map(([id, , name]) => [id, name]));

  // ---- Building ----------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach((name) => {
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
  const card = make("div", { class: "search-card", role: "group", "aria-label": "Ghi trong dữ liệu" });
  const older = make("div", { class: "search-older" });
  const results = make("ol", { id: "search-results", "aria-label": "Kết quả tìm kiếm" });
  const more = button(
    "",
    () => {
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
  panel.append(kinds, help, card, results, more, older, foot);
  form.append(
    button(
      "Đóng",
      () => {
        close();
        input.blur();
      },
      { class: "search-close" },
    ),
  );

  function marked(text, ranges) {
    const parts = [];
    let at = 0;
    ranges.forEach((range) => {
      parts.push(text.slice(at, range[0]), make("mark", {}, text.slice(range[0], range[1])));
      at = range[1];
    });
    return parts.concat(text.slice(at));
  }

  // The part of a text around its longest match.
  function snippet(text, ranges) {
    const best = ranges.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a), ranges[0] || [0, 0]);
    let start = 0;
    let end = text.length;
    if (text.length > SNIPPET * 1.3) {
      start = best[0] < SNIPPET / 2 ? 0 : text.indexOf(" ", best[0] - SNIPPET / 3) + 1;
      if (start > best[0]) start = best[0];
      end = text.indexOf(" ", Math.max(start + SNIPPET, best[1]));
      if (end < 0) end = text.length;
    }
    const inside = ranges
      .filter((range) => range[0] >= start && range[1] <= end)
      .map((range) => [range[0] - start, range[1] - start]);
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
    if (entry.text && hit !== found.card) row.append(make("p", {}, ...snippet(entry.text, ranges.text)));
    return row;
  }

  // «Số liệu, Mục tiêu, mục 2.2»; with the edition where there are several.
  function place(hit) {
    const entry = hit.entry;
    const sections = entry.sections ? entry.sections.split(" ") : [];
    const parts = [KINDS[kindOf(hit)]];
    if (entry.kind === "figure") parts.push(entry.answer[1]);
    if (kindOf(hit) !== "section" && sections.length && sections.length < 5) parts.push("mục " + sections.join(", "));
    if (editions.size > 1 && editions.has(entry.edition)) parts.push(editions.get(entry.edition));
    return parts.join(", ");
  }

  // What a record says to the question, in its own words and with its caveats.
  function renderCard(hit) {
    card.hidden = !hit;
    fill(card);
    if (!hit) return;
    const entry = hit.entry;
    const value = entry.answer[0];
    const title = value && entry.title.startsWith(value) ? entry.title.slice(value.length + 3) : entry.title;
    const link = make("a", { href: window.searchBox.root + entry.url, "data-kind": kindOf(hit) }, title);
    const line = make("p", { class: "search-answer" });
    if (value) line.append(make("strong", {}, value), " ");
    line.append(link);
    card.append(make("p", { class: "search-kind" }, place(hit)), line);
    const remarks = entry.answer.slice(entry.kind === "figure" ? 2 : 1);
    if (!value && entry.text && entry.kind !== "organisation") remarks.unshift(snippet(entry.text, [])[1]);
    if (remarks.length) card.append(make("p", {}, remarks.join(" · ")));
  }

  function kindOf(hit) {
    return hit.entry.kind === "heading" ? "section" : hit.entry.kind;
  }

  // ---- State -------------------------------------------------------------

  const NOTHING = { hits: [], partial: "", instead: null, card: null };
  let query = "";
  let found = NOTHING;
  let kind = "";
  let limit = SHOWN;
  let waiting = 0;
  // The editions that are loaded whole.
  const whole = new Set(Array.from(editions.keys()).slice(0, 1));
  let loadingOlder = "";

  function update() {
    clearTimeout(waiting);
    waiting = 0;
    query = input.value.trim();
    found = searcher.ask(query);
    if (kind && !counted()[kind]) kind = "";
    limit = SHOWN;
    render();
    status.textContent = announcement();
    setAddress();
    loadOlder(searcher.editionsOf(query));
  }

  // The query is answered when the typing pauses; `hurry` answers it now.
  function settle(hurry) {
    if (hurry && !waiting) return;
    clearTimeout(waiting);
    waiting = hurry ? 0 : setTimeout(update, PAUSE);
    if (hurry) update();
  }

  // Load the whole of older editions, one after the other, then answer anew.
  function loadOlder(ids) {
    const wanted = ids.filter((id) => editions.has(id) && !whole.has(id));
    if (!wanted.length || loadingOlder === wanted[0]) return;
    loadingOlder = wanted[0];
    renderOlder("Đang tải " + editions.get(wanted[0]) + "…");
    window.searchBox.script("search-" + wanted[0] + ".js", (done) => {
      loadingOlder = "";
      if (!done) return renderOlder("Không tải được " + editions.get(wanted[0]) + ".", wanted);
      whole.add(wanted[0]);
      searcher.add(window.searchEdition);
      if (wanted.length > 1) return loadOlder(wanted.slice(1));
      renderOlder();
      if (!panel.hidden) update();
    });
  }

  // Older editions are found by their headings and records; all of their text is asked for here, or by typing a year.
  function renderOlder(message, again) {
    const left = Array.from(editions.keys()).filter((id) => !whole.has(id));
    fill(older);
    if (message) older.append(make("p", { role: "alert" }, message));
    if ((message && !again) || !left.length) return;
    older.append(
      button(
        again ? "Thử lại" : "Tìm trong toàn văn " + left.length + " ấn bản trước",
        () => {
          loadOlder(again || left);
        },
        { class: "search-more" },
      ),
    );
  }

  function counted() {
    const counts = {};
    found.hits.forEach((hit) => {
      counts[kindOf(hit)] = (counts[kindOf(hit)] || 0) + 1;
    });
    return counts;
  }

  function render() {
    const counts = counted();
    const shown = chosen();
    renderCard(kind ? null : found.card);
    fill(results, ...shown.slice(0, limit).map(item));
    results.dataset.query = query;
    if (found.partial) results.dataset.partial = found.partial;
    else delete results.dataset.partial;
    fill(kinds);
    if (found.hits.length > FEW || kind) {
      [""].concat(Object.keys(KINDS)).forEach((name) => {
        if (name && !counts[name]) return;
        const label = name ? KINDS[name] + " " + counts[name] : "Tất cả " + found.hits.length;
        kinds.append(
          button(
            label,
            () => {
              choose(name);
            },
            { "aria-pressed": name === kind, "data-kind": name },
          ),
        );
      });
    }
    more.hidden = shown.length <= limit;
    more.textContent = "Xem thêm " + (shown.length - limit) + " kết quả";
    renderHelp();
    if (!loadingOlder) renderOlder();
  }

  function renderHelp() {
    fill(help);
    if (found.hits.length) return;
    if (query.length < 2) {
      help.append(make("p", {}, "Gõ có dấu hoặc không dấu; tìm được cả số, ký hiệu văn bản và chữ viết tắt."));
      return;
    }
    const contents = make("a", { href: form.action }, "xem mục lục");
    help.append(make("p", {}, "Có thể thử ít từ hơn, dùng từ khác, chỉ gõ số của văn bản, hoặc ", contents, "."));
  }

  function chosen() {
    return kind ? found.hits.filter((hit) => kindOf(hit) === kind) : found.hits;
  }

  function choose(name) {
    kind = name;
    limit = SHOWN;
    render();
    kinds.querySelector("[aria-pressed=true]").focus();
    status.textContent = announcement();
    setAddress();
  }

  function announcement() {
    if (query.length < 2 && !found.hits.length) return "";
    const count = chosen().length + " kết quả" + (kind ? " loại " + KINDS[kind] : "") + " cho ";
    if (found.partial) return "Không có chỗ nào đủ các từ «" + query + "»; " + count + "«" + found.partial + "».";
    if (!found.hits.length) return "Không tìm thấy «" + query + "».";
    if (found.instead)
      return "Trang không viết «" + found.instead.said + "»; " + count + "«" + found.instead.finds + "».";
    return count + "«" + query + "».";
  }

  // The address always leads back to what is shown; a page opened from a folder may refuse it.
  function setAddress(closed) {
    const url = new URL(location.href);
    const shown = { q: closed ? "" : query, loai: closed || !query ? "" : kind };
    Object.keys(shown).forEach((name) => {
      if (shown[name]) url.searchParams.set(name, shown[name]);
      else url.searchParams.delete(name);
    });
    if (url.href === location.href) return;
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
      Array.from(node.parentNode.children).forEach((other) => {
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

  // With `keep` the address still has the query: the way back leads to the results.
  function close(keep) {
    if (panel.hidden) return;
    panel.hidden = true;
    box.classList.remove("is-open");
    seal(false);
    clearTimeout(waiting);
    waiting = 0;
    status.textContent = "";
    if (keep !== true) setAddress(true);
  }

  // ---- Events ------------------------------------------------------------

  // On a phone only a touch or typing opens the sheet: who tabs through the page must be able to pass.
  input.addEventListener("focus", () => {
    if (!phone.matches) open();
  });
  input.addEventListener("click", open);
  input.addEventListener("input", () => {
    open();
    settle();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open();
    settle(true);
    const first = results.querySelector("a");
    if (first) first.focus();
  });
  // A result on this page: only its place is added to the address, so that the page is not loaded anew.
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("#search-results a, .search-card a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.pathname !== location.pathname) return;
    close(true);
    if (!link.hash) return;
    event.preventDefault();
    location.hash = link.hash;
  });
  window.addEventListener("popstate", restore);
  panel.addEventListener(
    "touchmove",
    () => {
      if (document.activeElement === input) input.blur();
    },
    { passive: true },
  );
  phone.addListener(() => {
    seal(phone.matches && !panel.hidden);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    open();
    settle(true);
    const links = Array.from(results.querySelectorAll("a"));
    const now = links.indexOf(document.activeElement);
    if (now < 0 && (document.activeElement !== input || step < 0)) return;
    event.preventDefault();
    const next = now + step;
    if (next < 0) input.focus();
    else if (links[next]) links[next].focus();
  });
  document.addEventListener("keydown", (event) => {
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
  slash.addEventListener("change", () => {
    stored(slash.checked ? "on" : "off");
  });

  // ---- Start -------------------------------------------------------------

  // Show what the address asks for: a shared link, or the way back to the results. With a place in the page, the page.
  function restore() {
    const asked = new URLSearchParams(location.search);
    const shared = asked.get("q");
    if (!shared) return;
    kind = asked.get("loai") in KINDS ? asked.get("loai") : "";
    if (location.hash) return;
    input.value = shared;
    if (!phone.matches) input.focus();
    if (panel.hidden) open();
    else update();
  }

  const ownEdition = Array.from(editions.keys()).find((id) => location.pathname.includes("/" + id + "/"));
  status.textContent = "";
  panel.hidden = true;
  if (input.value && input.value !== new URLSearchParams(location.search).get("q")) open();
  else restore();
  if (document.activeElement === input && (!phone.matches || window.searchBox.pressed || input.value)) open();
  if (ownEdition) loadOlder([ownEdition]);
};
