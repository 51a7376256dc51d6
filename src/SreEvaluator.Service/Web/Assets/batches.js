// A file is dropped where it can be chosen, and a batch tells how far it is while it runs. Without script the file is chosen and the page loads anew.
customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=file]");
    const form = this.querySelector("form");
    this.querySelector("[data-hint]").hidden = false;
    form.addEventListener("dragover", event => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", event => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
});

customElements.define("batch-progress", class extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.events) return;
    this.source = new EventSource(this.dataset.events);
    this.source.addEventListener("batch", event => this.show(JSON.parse(event.data)));
  }

  disconnectedCallback() {
    this.source?.close();
  }

  show(batch) {
    this.querySelector("progress").value = batch.graded;
    for (const place of this.querySelectorAll("[data-count]")) place.textContent = batch[place.dataset.count].toLocaleString(this.dataset.locale);
    if (batch.state !== this.dataset.state) {
      this.source.close();
      location.replace(location.href);
    }
  }
});
