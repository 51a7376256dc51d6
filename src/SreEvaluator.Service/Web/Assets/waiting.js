// Shows a result as soon as it is there: asks until the server says so, then loads the page again.
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

customElements.define("waiting-for", class extends HTMLElement {
  async connectedCallback() {
    while (this.isConnected) {
      try {
        const response = await fetch(this.dataset.state, { cache: "no-store" });
        if (response.ok && (await response.json()).ready) {
          location.replace(location.href);
          return;
        }
        await pause(response.ok ? 300 : 3000);
      } catch {
        await pause(3000);
      }
    }
  }
});
