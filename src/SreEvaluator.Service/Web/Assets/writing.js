// A form in which nothing typed is lost: every change is kept in this browser at once. What is kept goes only when the server has confirmed it, or the writer
// discards it.
const nearLimit = 0.75;
const bytes = text => new TextEncoder().encode(text).length;
const words = text => (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’\-_.]*/gu) ?? []).length;
const language = document.documentElement.lang;
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) ?? language;
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

customElements.define("kept-writing", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.fields = [...this.querySelectorAll("textarea, [data-kept-field]")];
    this.count = this.querySelector("[data-count]");
    this.answer = this.querySelector("textarea[data-most]");
    this.status = this.querySelector("[data-status]");
    this.problem = this.querySelector("[data-problem]");
    this.restored = this.querySelector("[data-restored]");
    this.key = `draft:${this.dataset.draft}`;
    this.given = this.values(field => field.defaultValue);
    if (this.dataset.typed === undefined) this.restore();
    else this.keep();
    this.counted();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", event => this.send(event));
    this.hastened();
    this.querySelector("[data-discard]").addEventListener("click", () => this.discard());
    addEventListener("pagehide", this.leaving = () => this.keep());
    addEventListener("storage", this.elsewhere = event => this.changedElsewhere(event));
    addEventListener("online", this.online = () => this.problem.dataset.now === "offline" && this.form.requestSubmit(this.submitter));
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.leaving);
    removeEventListener("storage", this.elsewhere);
    removeEventListener("online", this.online);
  }

  values(of) {
    return Object.fromEntries(this.fields.map(field => [field.name, of(field)]));
  }

  // What is not for the writer to see, such as what a text was made of, goes with the text and is no change by itself.
  differs(values) {
    return this.fields.some(field => field.type !== "hidden" && values[field.name] !== this.given[field.name]);
  }

  fill(values) {
    for (const field of this.fields) field.value = values[field.name] ?? field.value;
    this.counted();
    this.dispatchEvent(new Event("filled", { bubbles: true }));
  }

  restore() {
    const kept = this.read();
    if (!kept) return;
    if (!this.differs(kept.fields)) {
      this.forget();
      return;
    }
    this.fill(kept.fields);
    this.restored.hidden = false;
    this.restored.querySelector("[data-when]").textContent = day.format(new Date(kept.at));
  }

  discard() {
    this.fill(this.given);
    this.forget();
    this.restored.hidden = true;
    this.fields[0].focus();
  }

  changed() {
    this.counted();
    this.keep();
    this.tell(null);
    this.found(this.fault === "long" ? "long" : null);
  }

  counted() {
    if (!this.count) return;
    const count = words(this.fields[0].value);
    this.count.textContent = (count === 1 ? this.count.dataset.word : this.count.dataset.words).replace("{0}", count.toLocaleString(locale));
    const size = bytes(this.answer.value);
    const shown = this.querySelector("[data-size]");
    shown.hidden = size < this.most * nearLimit;
    shown.textContent = shown.dataset.size.replace("{0}", size.toLocaleString(locale)).replace("{1}", this.most.toLocaleString(locale));
  }

  get most() {
    return Number(this.answer.dataset.most);
  }

  // Why the answer can't be sent as it is.
  get fault() {
    if (!this.answer) return null;
    return this.answer.value.trim() === "" ? "empty" : bytes(this.answer.value) > this.most ? "long" : null;
  }

  // What is wrong with the answer stands beside it.
  found(fault) {
    if (!this.answer) return;
    for (const text of this.querySelectorAll("[data-fault]")) text.hidden = text.dataset.fault !== fault;
    if (fault) this.answer.setAttribute("aria-invalid", "true");
    else this.answer.removeAttribute("aria-invalid");
  }

  // Where the page offers it, two keys send what is written.
  hastened() {
    const keys = this.querySelector("[data-quick]");
    if (!keys) return;
    keys.hidden = false;
    if (/mac|iphone|ipad/i.test(navigator.platform)) keys.querySelector("[data-modifier]").textContent = "⌘";
    this.answer.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
  }

  // Only what differs from what the page came with is kept, so that a look at a page leaves nothing behind.
  keep() {
    if (this.sent) return;
    const fields = this.values(field => field.value);
    if (this.dataset.typed === undefined && !this.differs(fields)) {
      this.forget();
      return;
    }
    try {
      const at = Date.now();
      localStorage.setItem(this.key, JSON.stringify({ fields, at }));
      this.status.textContent = this.dataset.kept.replace("{0}", clock.format(at));
    } catch {
      this.status.textContent = this.dataset.full;
    }
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept?.fields ? kept : null;
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
    this.fill(JSON.parse(event.newValue).fields);
  }

  async send(event) {
    // A button that opens another page sends nothing for good.
    if (event.submitter?.formTarget) return;
    event.preventDefault();
    if (this.sending) return;
    this.tell(null);
    this.found(this.fault);
    if (this.fault) {
      this.answer.focus();
      return;
    }
    this.keep();
    this.sending = true;
    this.submitter = event.submitter;
    this.form.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(this.form, this.submitter));
      await this.heard(await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } }));
    } catch {
      this.tell("offline");
    } finally {
      this.sending = false;
      this.form.removeAttribute("aria-busy");
    }
  }

  // Whatever is answered, the connection is there; only an answer that says where to go on has taken the text.
  async heard(response) {
    const said = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    if (response.status === 401 || response.status === 403) this.tell("login");
    else if (!response.ok || !said.location) this.refused(said);
    else {
      this.sent = true;
      this.forget();
      location.assign(said.location);
    }
  }

  // Who knows of what came between may go on with it.
  refused(problem) {
    for (const [name, value] of Object.entries(problem.fields ?? {})) this.form.elements[name].value = value;
    this.keep();
    this.tell("refused", problem.detail);
  }

  tell(what, detail) {
    for (const text of this.problem.querySelectorAll("[data-if]")) text.hidden = text.dataset.if !== what;
    this.problem.querySelector("[data-detail]").textContent = detail ?? "";
    this.problem.dataset.now = what ?? "";
    this.problem.hidden = what === null;
  }
});
