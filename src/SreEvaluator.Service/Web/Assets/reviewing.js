// Reviewing by keyboard. Everything that a key does is a button, a link or a field of the page: the keys press them. They can be turned off, since single
// letters get in the way of some who speak to their computer.
const choices = {
  get off() { try { return localStorage.getItem("keys") === "off"; } catch { return false; } },
  set off(value) { try { localStorage.setItem("keys", value ? "off" : "on"); } catch { /* It holds for this page alone. */ } },
};
const writes = element => element.matches("input:not([type=radio], [type=checkbox]), textarea, select");
const acts = element => element.closest("a, button, summary, input, select, textarea") !== null;

customElements.define("review-desk", class extends HTMLElement {
  connectedCallback() {
    this.points = [...this.querySelectorAll("[data-point]")];
    this.current = this.points.find(point => `#${point.id}` === location.hash) ?? this.points.find(point => point.dataset.open) ?? this.points[0];
    const keys = this.querySelector("[data-keys]");
    this.toggle = keys?.querySelector("[data-toggle]");
    if (!keys) return;
    keys.hidden = false;
    this.off = choices.off;
    this.told();
    this.toggle.addEventListener("click", () => { choices.off = this.off = !this.off; this.told(); });
    document.addEventListener("keydown", this.pressed = event => this.press(event));
    document.addEventListener("selectionchange", this.selected = () => this.quote());
    this.addEventListener("focusin", event => { this.current = event.target.closest("[data-point]") ?? this.current; });
    if (location.hash && this.current && `#${this.current.id}` === location.hash) this.current.focus();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.pressed);
    document.removeEventListener("selectionchange", this.selected);
  }

  told() {
    this.toggle.textContent = this.off ? this.toggle.dataset.on : this.toggle.dataset.off;
    this.toggle.parentElement.classList.toggle("off", this.off);
  }

  press(event) {
    if (event.key === "Escape" && writes(event.target)) {
      this.current?.focus();
      return;
    }
    if (this.off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes(event.target)) return;
    if (event.key === "Enter" && !acts(event.target)) this.did(event, this.current?.querySelector("[data-agree]"));
    else if (event.key === "j" || event.key === "k") this.move(event, event.key === "j" ? 1 : -1);
    else if ("cpm".includes(event.key)) this.mark(event, event.key);
    else if ("asud".includes(event.key)) this.did(event, this.querySelector(`:is(button, a)[data-key="${event.key}"]`));
  }

  did(event, control) {
    if (!control) return;
    event.preventDefault();
    control.click();
  }

  mark(event, key) {
    const choice = this.current?.querySelector(`input[data-key="${key}"]`);
    if (!choice) return;
    event.preventDefault();
    const form = choice.closest("details");
    if (form) form.open = true;
    choice.checked = true;
    this.current.querySelector("[data-reason]").focus();
  }

  move(event, step) {
    const next = this.points[this.points.indexOf(this.current) + step];
    if (!next) return;
    event.preventDefault();
    for (let fold = next.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const form = next.querySelector("details");
    if (form) form.open = true;
    this.current = next;
    next.focus();
  }

  // Words that are selected in the answer are those that the decision stands on.
  quote() {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    const place = this.current?.querySelector("details[open] [data-quote]");
    if (place && words && this.querySelector(".answer")?.contains(selection.anchorNode) && this.querySelector(".answer").contains(selection.focusNode)) {
      const range = selection.getRangeAt(0).cloneContents();
      for (const number of range.querySelectorAll("sup")) number.remove();
      place.value = range.textContent.replace(/\s+/g, " ").trim();
    }
  }
});
