/* Single keys at the desk: a key presses the visible button, link or field that carries it as data-key.
   Never inside a field, never with Ctrl, Alt or Meta, and off when the reader says so (kept in this browser). */
"use strict";
(() => {
  const STORE = "tidings-keys";
  const isField = (it) => it.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const isOff = () => localStorage.getItem(STORE) === "off";
  const visible = (it) => it.checkVisibility() && !it.disabled && it.getAttribute("aria-disabled") !== "true";

  const press = (event) => {
    if (event.key === "Escape" && isField(event.target)) event.target.blur();
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isField(event.target)) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find((it) => it.dataset.key === event.key && visible(it));
    if (!wanted || (isOff() && event.key !== "?")) return;
    event.preventDefault();
    if (wanted.matches("input, select, textarea")) wanted.focus();
    else wanted.click();
  };

  /* The list of keys is written by the page itself: every visible control with a key and its words. */
  const list = () => {
    const target = document.querySelector("[data-keys-list]");
    if (!target) return;
    const rows = [...document.querySelectorAll("[data-key]")].filter(visible).map((it) => {
      const row = document.createElement("li");
      const key = document.createElement("span");
      key.className = "key";
      key.textContent = it.dataset.key;
      row.append(key, " ", it.dataset.keyWords || it.textContent.replace(/\s+\S$/u, "").trim());
      return row;
    });
    target.replaceChildren(...rows);
  };

  const remember = (event) => {
    if (event.target.matches("[data-keys-on]")) localStorage.setItem(STORE, event.target.checked ? "on" : "off");
  };

  /* After a swap the reader starts at the new heading, as after a page load. */
  const start = () => {
    (document.querySelector("#main .errs") ?? document.querySelector("#main h1"))?.focus();
  };

  document.addEventListener("keydown", press);
  document.addEventListener("change", remember);
  document.addEventListener("toggle", list, true);
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-keys-on]");
    if (box) box.checked = !isOff();
    document.querySelector("#main .errs")?.focus();
  });
})();
