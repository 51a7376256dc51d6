// Times arrive in UTC and are shown in the viewer's zone, in the language of the page as the viewer's country writes it.
const language = document.documentElement.lang;
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) ?? language;
const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

customElements.define("local-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
});
