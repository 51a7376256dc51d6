// Moves along the curve of what goes to people: each step is on the page, in words and as a place in the drawing.
customElements.define("coverage-slider", class extends HTMLElement {
  connectedCallback() {
    const slider = this.querySelector("input[type=range]");
    const says = this.querySelector("[data-says]");
    const marker = this.querySelector("[data-marker]");
    this.querySelector("[data-without-script]").hidden = true;
    slider.addEventListener("input", () => {
      const step = this.querySelector(`[data-step="${slider.value}"]`);
      says.textContent = step.dataset.says;
      slider.setAttribute("aria-valuetext", `${slider.value} %`);
      marker.setAttribute("x1", step.dataset.x);
      marker.setAttribute("x2", step.dataset.x);
    });
  }
});
