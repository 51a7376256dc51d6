// Checks a rubric while somebody types, and leads from what was found to its line. A text that was changed is not left without asking.
const pause = 400;

customElements.define("rubric-editing", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.result = this.querySelector("[data-result]");
    this.status = this.querySelector("[data-status]");
    this.latest = 0;
    this.text.addEventListener("input", () => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.check(), pause);
    });
    this.result.addEventListener("click", event => this.lead(event));
    this.form.addEventListener("submit", event => (this.sent = event.submitter?.formTarget !== "_blank"));
    addEventListener("beforeunload", this.leaving = event => {
      if (!this.sent && this.text.value !== this.text.defaultValue) event.preventDefault();
    });
  }

  disconnectedCallback() {
    clearTimeout(this.later);
    removeEventListener("beforeunload", this.leaving);
  }

  async check() {
    const number = ++this.latest;
    try {
      const response = await fetch(this.dataset.check, { method: "POST", body: new URLSearchParams({ source: this.text.value }), redirect: "error" });
      if (!response.ok || number !== this.latest) return;
      const open = this.result.querySelector("details")?.open ?? true;
      this.result.innerHTML = await response.text();
      this.result.querySelectorAll("h2 ~ details").forEach(preview => (preview.open = open));
      this.status.textContent = this.result.querySelector(".note").textContent;
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
