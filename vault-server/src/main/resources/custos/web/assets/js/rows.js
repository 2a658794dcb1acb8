// Arrows walk through the rows that a search found; letters press the buttons that show them.
"use strict";

function rowsOf(box) {
  const list = document.getElementById("results");
  return box && list ? [...list.querySelectorAll("[role='option']")] : [];
}

function choose(box, rows, index) {
  rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
  if (index >= 0) {
    box.setAttribute("aria-activedescendant", rows[index].id);
    rows[index].scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("search");
  if (!box || event.target !== box) {
    return;
  }
  const rows = rowsOf(box);
  const now = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && rows.length > 0) {
    event.preventDefault();
    choose(box, rows, Math.min(now + 1, rows.length - 1));
  } else if (event.key === "ArrowUp" && rows.length > 0) {
    event.preventDefault();
    choose(box, rows, Math.max(now - 1, -1));
  } else if (event.key === "Enter" && now >= 0) {
    event.preventDefault();
    rows[now].click();
  } else if (event.key === "Escape") {
    event.preventDefault();
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    choose(box, rows, -1);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const box = document.getElementById("search");
  if (box && event.target.id === "results") {
    box.setAttribute("aria-expanded", String(rowsOf(box).length > 0));
    box.removeAttribute("aria-activedescendant");
  }
});

// A letter presses the button or link that carries it, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
  const kept = typing && typing.value !== typing.defaultValue;
  const escape = event.key === "Escape" && !kept;
  if (!plain || (typing && !escape) || event.key === "/" || event.key.length > 6) {
    return;
  }
  const wanted = escape ? "Escape" : event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
  if (button && wanted !== "search") {
    event.preventDefault();
    button.click();
  }
});
