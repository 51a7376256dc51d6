// What only a browser can do on a page: copy a text, print.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.copy());
  }

  async copy() {
    const from = document.getElementById(this.dataset.from);
    from.select();
    try {
      await navigator.clipboard.writeText(from.value);
      this.querySelector("[role=status]").textContent = this.dataset.done;
    } catch {
      // Where the browser does not let a page copy, the text is selected and the keys do.
    }
  }
});

customElements.define("print-page", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => print());
  }
});
