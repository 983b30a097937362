// Reads the section aloud with the browser's own Vietnamese voice; loaded when the reader first asks for it.
(function () {
  "use strict";
  const box = document.querySelector("[data-listen]");
  const button = box.querySelector("button");
  const blocks = Array.from(document.querySelectorAll("[data-source]"));
  const stop = document.createElement("button");
  const speed = document.createElement("select");
  const label = document.createElement("label");
  const told = document.createElement("p");
  let parts = [];
  let at = 0;
  let turn = 0; // a voice that was stopped still says that it ended
  let speaking = false;

  stop.type = "button";
  stop.textContent = "Thôi nghe";
  [
    ["0.75", "Chậm"],
    ["1", "Vừa"],
    ["1.25", "Nhanh"],
    ["1.5", "Rất nhanh"],
  ].forEach(function (choice) {
    const option = document.createElement("option");
    option.value = choice[0];
    option.textContent = choice[1];
    option.selected = choice[0] === "1";
    speed.append(option);
  });
  label.append("Tốc độ ", speed);
  told.textContent = "Máy của bạn đọc bằng giọng có sẵn; trang web này không gửi gì đi.";
  told.setAttribute("role", "status");
  box.append(stop, label, told);

  // The script begins with what is read; then one paragraph for each block of the page.
  function mark(block) {
    blocks.forEach(function (other) {
      other.classList.toggle("being-read", other === block);
    });
    if (block) block.scrollIntoView({ block: "nearest" });
  }

  function pause() {
    turn += 1;
    speaking = false;
    speechSynthesis.cancel();
    button.textContent = at ? "Nghe tiếp" : "Nghe mục này";
  }

  function end() {
    at = 0;
    pause();
    mark(null);
  }

  function speak() {
    if (at >= parts.length) return end();
    const voice = window.vietnameseVoice();
    if (!voice) return end();
    const utterance = new SpeechSynthesisUtterance(parts[at]);
    const mine = (turn += 1);
    utterance.voice = voice;
    utterance.lang = "vi-VN";
    utterance.rate = Number(speed.value);
    utterance.onend = function () {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    utterance.onerror = function () {
      if (mine === turn) pause();
    };
    speaking = true;
    button.textContent = "Tạm dừng";
    mark(parts.length === blocks.length + 1 ? blocks[at - 1] : null);
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  function begin() {
    if (speaking) return pause();
    if (parts.length) return speak();
    fetch(box.dataset.listen)
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject();
      })
      .then(
        function (text) {
          parts = text.trim().split("\n\n");
          speak();
        },
        function () {
          told.textContent = "Không tải được bản đọc.";
        },
      );
  }

  button.addEventListener("click", begin);
  stop.addEventListener("click", end);
  speed.addEventListener("change", function () {
    if (speaking) speak();
  });
  addEventListener("pagehide", end);
  begin();
})();
