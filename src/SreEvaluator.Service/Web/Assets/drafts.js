// Marks what has a text in this browser that was not sent yet.
customElements.define("kept-draft", class extends HTMLElement {
  connectedCallback() {
    try {
      this.hidden = localStorage.getItem(`draft:${this.dataset.draft}`) === null;
    } catch {
      // A browser that keeps nothing has nothing to mark.
    }
  }
});
