// What scripts add to the form and the result: keys, progress with cancel, copy buttons.
"use strict";

document.documentElement.classList.add("scripts");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // a page without https may not use the clipboard
    }
    button.textContent = "Copied";
  });
}

const form = document.getElementById("form");
if (form) {
  const progress = document.getElementById("progress");
  const cancel = document.getElementById("cancel");
  const start = document.getElementById("diagnose");
  let running = null;

  const waiting = (yes) => {
    cancel.hidden = !yes;
    start.disabled = yes;
    form.setAttribute("aria-busy", yes);
  };

  const told = { stage: (text) => { progress.textContent = text + " …"; } };
  told.refused = (text) => { progress.textContent = text; waiting(false); };
  told.done = (text) => { location.assign(text); };

  const hear = (event) => {
    const [, kind, text] = /^event: (.*)\ndata: (.*)$/.exec(event);
    told[kind](text);
  };

  const listen = async (stream) => {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (rest + value).split("\n\n");
      rest = events.pop();
      events.forEach(hear);
    }
  };

  const refused = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = page.querySelector("[role=alert]") || page.querySelector("main");
    progress.textContent = said.innerText.trim();
    const fresh = page.querySelector("[name=csrf]");
    if (fresh) form.elements.csrf.value = fresh.value;
    waiting(false);
  };

  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    running = new AbortController();
    waiting(true);
    progress.textContent = "Sending …";
    try {
      const headers = { accept: "text/event-stream" };
      const body = new FormData(form);
      const asked = { method: "POST", body, headers, signal: running.signal };
      const answer = await fetch(form.action, asked);
      if (answer.ok && answer.body) await listen(answer.body);
      else await refused(answer);
    } catch (error) {
      const called = error.name === "AbortError";
      progress.textContent = called ? "Cancelled; nothing is kept." : "The server cannot be reached.";
      waiting(false);
    }
  });

  cancel.addEventListener("click", () => { running.abort(); start.focus(); });

  form.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter" && (pressed.ctrlKey || pressed.metaKey) && !start.disabled) {
      form.requestSubmit();
    }
  });

  addEventListener("dragover", (drag) => { drag.preventDefault(); });
  addEventListener("drop", (drop) => {
    if (!drop.dataTransfer.files.length) return;
    drop.preventDefault(); // else the browser would leave the form for the file
    form.elements.file.files = drop.dataTransfer.files;
  });

  addEventListener("pageshow", () => { waiting(false); progress.textContent = ""; });
}
