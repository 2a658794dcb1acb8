// Keys that make the pages quicker; each page works without them.
"use strict";

// "/" or Ctrl-K goes to the search box, if the page has one.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) {
    return;
  }
  const box = document.getElementById("search");
  event.preventDefault();
  if (box) {
    box.focus();
    box.select();
  } else if (document.querySelector("a[data-key='search']")) {
    document.querySelector("a[data-key='search']").click();
  }
});

// Escape, or a click elsewhere, closes the open menu of the bar.
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".site-menu details[open]");
  if (menu && event.key === "Escape") {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) {
      menu.querySelector("summary").focus();
    }
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".site-menu details[open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
