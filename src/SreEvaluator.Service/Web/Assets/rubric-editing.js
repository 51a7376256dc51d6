// Checks a rubric while somebody types, and leads from what was found to its line. What is typed is kept by the form itself.
const pause = 400;

customElements.define("rubric-editing", class extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.result = this.querySelector("[data-result]");
    this.found = this.querySelector("[data-found]");
    this.latest = 0;
    this.text.addEventListener("input", () => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.check(), pause);
    });
    this.addEventListener("filled", () => this.check());
    this.querySelector("[data-check]").addEventListener("click", event => {
      event.preventDefault();
      this.check();
    });
    this.result.addEventListener("click", event => this.lead(event));
    if (this.text.value !== this.text.defaultValue) this.check();
  }

  disconnectedCallback() {
    clearTimeout(this.later);
  }

  async check() {
    const number = ++this.latest;
    try {
      const response = await fetch(this.dataset.check, { method: "POST", body: new URLSearchParams({ source: this.text.value }), redirect: "error" });
      if (!response.ok || number !== this.latest) return;
      const open = this.result.querySelector("details")?.open ?? true;
      this.result.innerHTML = await response.text();
      this.result.querySelectorAll("h2 ~ details").forEach(preview => (preview.open = open));
      this.found.textContent = this.result.querySelector(".note").textContent;
    } catch {
      // What was found before stays; the next change tries again, and so does the button.
    }
  }

  lead(event) {
    const line = Number(event.target.closest("[data-line]")?.dataset.line);
    if (!line) return;
    event.preventDefault();
    const lines = this.text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
    this.text.focus();
    this.text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    this.text.scrollTop = (line - 4) * parseFloat(getComputedStyle(this.text).lineHeight);
  }
});
