// Sharing a paragraph, copy buttons, abbreviations in place, folded records, Escape for the open list of sections. Every page is complete without this file.
(function () {
  function copyBySelection(text) {
    var box = document.createElement("textarea");
    box.value = text;
    box.className = "visually-hidden";
    box.readOnly = true;
    // Not in the body: an open popover makes nothing outside it selectable on some browsers.
    (document.querySelector(":popover-open") || document.body).append(box);
    box.select();
    var done = document.execCommand("copy");
    box.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  function copy(text) {
    if (!navigator.clipboard) return copyBySelection(text);
    return navigator.clipboard.writeText(text).catch(function () {
      return copyBySelection(text);
    });
  }

  function say(text) {
    var status = document.getElementById("thong-bao");
    status.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(function () {
      status.textContent = "";
    }, 4000);
  }

  function tell(text, done) {
    copy(text).then(
      function () {
        say(done);
      },
      function () {
        say("Trình duyệt không cho sao chép. Hãy chọn chữ và sao chép bằng tay.");
      },
    );
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (button) tell(button.dataset.copy, "Đã sao chép.");
    var share = event.target.closest("[data-share]");
    if (!share || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var page = document.querySelector("link[rel=canonical]");
    var address = (page ? page.href : location.href.split("#")[0]) + share.hash;
    var report = document.querySelector("[data-citation]").dataset.citation;
    tell(report + ", " + share.dataset.share + ". " + address, "Đã sao chép liên kết và trích dẫn của đoạn.");
  });

  // All the paragraphs' tools that are shown are one stop of the Tab key; the arrow keys go from one to the next.
  var tools = Array.prototype.filter.call(document.querySelectorAll("[data-share]"), function (tool) {
    return tool.getClientRects().length;
  });
  function stopAt(tool) {
    tools.forEach(function (other) {
      other.tabIndex = other === tool ? 0 : -1;
    });
  }
  function stopAtTarget() {
    stopAt(
      tools.find(function (tool) {
        return tool.hash === location.hash;
      }) || tools[0],
    );
  }
  stopAtTarget();
  addEventListener("hashchange", stopAtTarget);
  document.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    var at = tools.indexOf(event.target);
    if (!step || at < 0 || !tools[at + step]) return;
    event.preventDefault();
    stopAt(tools[at + step]);
    tools[at + step].focus();
  });

  // A notice that a reader has put away stays away until its words change.
  var notice = document.querySelector("[data-announce]");
  var dismiss = notice && notice.querySelector("[data-dismiss]");
  if (dismiss) {
    var words = notice.textContent.trim();
    try {
      notice.hidden = localStorage.getItem("thong-bao") === words;
    } catch (error) {
      // Storage is refused: the notice shows on every page.
    }
    dismiss.addEventListener("click", function () {
      notice.hidden = true;
      try {
        localStorage.setItem("thong-bao", words);
      } catch (error) {
        // Hidden on this page only.
      }
    });
  }

  // An abbreviation says what it stands for where it is; without this it leads to the glossary.
  document.addEventListener("click", function (event) {
    var term = event.target.closest("[data-means]");
    if (!term || !term.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var note = document.createElement("span");
    var more = document.createElement("a");
    var close = document.createElement("button");
    note.className = "note";
    note.popover = "auto";
    note.setAttribute("role", "note");
    more.href = term.href;
    more.textContent = "Xem trong bảng chữ viết tắt";
    close.type = "button";
    close.className = "close";
    close.textContent = "Đóng";
    close.onclick = function () {
      note.hidePopover();
    };
    note.append(term.textContent + ": " + term.dataset.means + ". ", more, close);
    note.addEventListener("toggle", function (change) {
      if (change.newState === "closed") note.remove();
    });
    term.after(note);
    note.showPopover({ source: term });
  });

  // What an address names is never left folded.
  function unfold() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var box = target && (target.closest("details") || target.querySelector("details"));
    if (!box || box.open) return;
    box.open = true;
    target.scrollIntoView();
  }
  unfold();
  addEventListener("hashchange", unfold);

  // Listening is offered where a Vietnamese voice runs on this device; voices may load late.
  var listen = document.querySelector("[data-listen]");
  var own = document.currentScript.src.match(/^(.*\/)[^/]*?(\?.*)?$/);
  window.vietnameseVoice = function () {
    return speechSynthesis.getVoices().find(function (voice) {
      return voice.localService && /^vi([-_]|$)/i.test(voice.lang);
    });
  };
  function offer() {
    if (window.vietnameseVoice()) listen.hidden = false;
  }
  if (listen && window.speechSynthesis) {
    offer();
    speechSynthesis.addEventListener("voiceschanged", offer);
    listen.querySelector("button").addEventListener(
      "click",
      function () {
        var script = document.createElement("script");
        script.src = own[1] + "listen.js" + (own[2] || "");
        document.head.append(script);
      },
      { once: true },
    );
  }

  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && event.target.closest(".edition-nav details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
