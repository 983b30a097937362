// Copy buttons ([data-copy]) and Escape for the open list of sections. Every page is complete without this file.
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

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) return;
    copy(button.dataset.copy).then(
      function () {
        say("Đã chép.");
      },
      function () {
        say("Trình duyệt không cho chép. Hãy chọn và chép bằng tay.");
      },
    );
  });

  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && event.target.closest(".edition-nav details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
