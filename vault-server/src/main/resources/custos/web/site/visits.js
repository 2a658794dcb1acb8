// Tells the shop's vault that a customer who agreed to it saw this page: once, when she leaves or
// hides it. No cookie, no storage, nothing about her device.
"use strict";
(() => {
  const script = document.currentScript;
  const pass = script.dataset.visit;
  if (!pass || navigator.globalPrivacyControl) return;

  let since, told, share, stayed;

  const begin = () => {
    if (!since && !document.hidden) since = performance.now();
  };

  // Queries and fragments may say who she is; of other sites not even the page is told.
  const plain = (url) => url.origin + (url.origin === location.origin ? url.pathname : "");

  const tell = () => {
    if (!since || told) return;
    told = true;
    const now = performance.now();
    const report = {
      pass,
      view: Math.random().toString(36).slice(2),
      page: plain(location),
      seconds: Math.min(86400, Math.round((now - since) / 1000)),
      exit: !(now - stayed < 5000),
    };
    if (/^http/.test(document.referrer)) report.referrer = plain(new URL(document.referrer));
    if (share) report.share = share;
    fetch(new URL("visits", script.src), {
      method: "POST",
      body: new URLSearchParams(report),
      keepalive: true,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    }).catch(() => {});
  };

  const goesTo = (address) => {
    if (new URL(address, location).origin === location.origin) stayed = performance.now();
  };

  document.addEventListener("click", ({ target }) => {
    share = target.closest("[data-share]")?.dataset.share ?? share;
    goesTo(target.closest("a[href]")?.href ?? "about:blank");
  });
  document.addEventListener("submit", ({ target }) => goesTo(target.getAttribute("action") ?? ""));
  document.addEventListener("visibilitychange", () => (document.hidden ? tell() : begin()));
  addEventListener("pagehide", tell);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) since = told = share = stayed = undefined;
    begin();
  });
  begin();
})();
