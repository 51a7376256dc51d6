// A place to write in which nothing is lost: every change is kept in this browser at once. A kept text goes only when the server has confirmed the answer,
// or the writer discards it.
const words = text => (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’\-_.]*/gu) ?? []).length;
const language = document.documentElement.lang;
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) ?? language;
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

customElements.define("answer-writing", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.count = this.querySelector("[data-count]");
    this.status = this.querySelector("[data-status]");
    this.problem = this.querySelector("[data-problem]");
    this.restored = this.querySelector("[data-restored]");
    this.key = `draft:${this.dataset.draft}`;
    this.given = this.text.defaultValue;
    this.restore();
    this.counted();
    this.text.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", event => this.send(event));
    this.querySelector("[data-discard]").addEventListener("click", () => this.discard());
    addEventListener("pagehide", this.leaving = () => this.keep());
    addEventListener("storage", this.elsewhere = event => this.changedElsewhere(event));
    addEventListener("online", this.online = () => this.problem.hidden || this.form.requestSubmit());
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.leaving);
    removeEventListener("storage", this.elsewhere);
    removeEventListener("online", this.online);
  }

  restore() {
    const kept = this.read();
    if (!kept || kept.text === this.given) return;
    this.text.value = kept.text;
    this.restored.hidden = false;
    this.restored.querySelector("[data-when]").textContent = day.format(new Date(kept.at));
  }

  discard() {
    this.text.value = this.given;
    this.forget();
    this.restored.hidden = true;
    this.counted();
    this.text.focus();
  }

  changed() {
    this.counted();
    this.keep();
    this.problem.hidden = true;
  }

  counted() {
    const count = words(this.text.value);
    this.count.textContent = (count === 1 ? this.dataset.word : this.dataset.words).replace("{0}", count.toLocaleString(locale));
  }

  // Only what differs from what the page came with is kept, so that a look at a page leaves nothing behind.
  keep() {
    if (this.sent) return;
    if (this.text.value === this.given) {
      this.forget();
      return;
    }
    try {
      const at = Date.now();
      localStorage.setItem(this.key, JSON.stringify({ text: this.text.value, at }));
      this.status.textContent = this.dataset.kept.replace("{0}", clock.format(at));
    } catch {
      this.status.textContent = this.dataset.full;
    }
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  changedElsewhere(event) {
    if (event.key !== this.key || event.newValue === null || document.hasFocus()) return;
    const kept = JSON.parse(event.newValue);
    this.text.value = kept.text;
    this.counted();
  }

  async send(event) {
    event.preventDefault();
    if (this.sending) return;
    this.keep();
    this.sending = true;
    this.form.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(this.form.action, { method: "POST", body: new URLSearchParams(new FormData(this.form)), headers: { Accept: "application/json" } });
      if (response.status === 401 || response.status === 403) this.tell("login");
      else if (!response.ok) this.tell("refused", (await response.json().catch(() => ({}))).detail);
      else {
        this.sent = true;
        this.forget();
        location.assign((await response.json()).location);
      }
    } catch {
      this.tell("offline");
    } finally {
      this.sending = false;
      this.form.removeAttribute("aria-busy");
    }
  }

  tell(what, detail) {
    for (const text of this.problem.querySelectorAll("[data-if]")) text.hidden = text.dataset.if !== what;
    const place = this.problem.querySelector("[data-detail]");
    if (place) place.textContent = detail ?? "";
    this.problem.hidden = false;
  }
});
