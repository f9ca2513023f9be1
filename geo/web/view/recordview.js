/** A record as a reader sees it: its chain with the sources at each date, doubts, facts, what belongs to it, how to cite it. */

import { citationsOf } from "../model/details.js";
import { icon } from "./icons.js";
import { button, closer, keepFocus, make, webAddress } from "./maker.js";
import { copyText } from "./share.js";

/**
 * @typedef {import("../model/details.js").Detail} Detail
 * @typedef {import("../model/details.js").Source} Source
 */

export class RecordView {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    this.box = box;
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    /** @type {?string} */
    this.drawn = null;
    this.stop = store.on((view, before) => {
      if (view.record !== before.record) this.update();
    });
    this.update();
  }

  /** Draw the record of the view. */
  async update() {
    const id = this.store.view.record;
    const index = id === null ? -1 : this.context.table.indexOf(id);
    if (id === null || index < 0) {
      this.drawn = null;
      this.box.replaceChildren();
      return;
    }
    try {
      const detail = await this.context.details.of(index);
      if (this.store.view.record !== id) return;
      this.drawn = id;
      keepFocus(this.box, () => this.box.replaceChildren(detail.complete ? this.#article(id, detail) : this.#missing(id, detail)));
      this.box.scrollTop = 0;
    } catch (error) {
      this.box.replaceChildren(make("p", { role: "alert" }, this.#say("failed", { why: error instanceof Error ? error.message : String(error) })));
      throw error;
    }
  }

  /** Give the focus to the record's heading, once it is there. */
  async focus() {
    await this.update();
    /** @type {?HTMLElement} */ (this.box.querySelector("h2"))?.focus({ preventScroll: true });
  }

  /**
   * @param {string} id
   * @param {string} title
   */
  #frame(id, title) {
    const close = closer(icon("cross"), this.#say("close"), () => this.context.close());
    const head = make("div", { class: "front-record-head" }, make("h2", { tabindex: "-1" }, title), close);
    return make("article", { "data-testid": "record", "data-record": id }, head);
  }

  /**
   * Tell what the layer has of a record whose file is missing, or was another when the edition was made.
   * @param {string} id
   * @param {Detail} detail
   */
  #missing(id, detail) {
    const { host, table } = this.context;
    const { data_version: version } = table.schema.edition;
    const former = version !== host.editions.today;
    const article = this.#frame(id, detail.title);
    article.append(make("p", { class: "front-soft" }, former ? this.phrases.say("web.edition.as_then", { version }) : this.#say("missing")));
    const chain = detail.spans.map((span, at) => this.#span(span, detail.rowSources[at]));
    article.append(make("ol", { class: "front-chain" }, ...chain), make("p", {}, detail.note), this.#cite(id, detail));
    return article;
  }

  /**
   * @param {Detail["spans"][number]} span
   * @param {string[]} addresses of its sources
   */
  #span({ name, native, lang, status, when }, addresses) {
    const named = make("p", { class: "front-chain-name" }, make("strong", {}, name));
    if (native) named.append(" ", make("span", lang ? { lang } : {}, native));
    const urls = addresses.map(webAddress).filter((url) => url !== null);
    const cited = urls.flatMap((url, at) => [...(at ? ["; "] : []), outside(url, url.hostname, url.href)]);
    return make("li", { class: `front-${status}` }, named, make("p", {}, when), ...(cited.length ? [make("p", { class: "front-soft" }, ...cited)] : []));
  }

  /**
   * @param {string} id
   * @param {Detail} detail
   */
  #article(id, detail) {
    const article = this.#frame(id, detail.title);
    article.append(make("p", { class: "front-soft" }, detail.subtitle));
    article.append(make("ol", { class: "front-chain" }, ...detail.periods.map((period) => this.#period(period))));
    if (detail.note) article.append(make("p", {}, detail.note));
    if (detail.facts.length) article.append(facts(detail.facts));
    if (detail.disagreements.length) {
      const items = detail.disagreements.map(({ what, value, source }) => make("li", {}, `${what}: ${value}`, ...(source ? [" (", this.#source(source), ")"] : [])));
      article.append(make("h3", {}, this.#say("disagreements")), make("ul", { "data-testid": "disagreements" }, ...items));
    }
    article.append(make("p", { class: "front-soft" }, this.#say("sure", { confidence: detail.confidence, place: detail.place })));
    this.#others(article, "related", detail.related);
    this.#others(article, "week", detail.week);
    article.append(this.#cite(id, detail), this.#report(id, detail), this.#ways(id));
    return article;
  }

  /** @param {Detail["periods"][number]} period */
  #period(period) {
    const name = make("p", { class: "front-chain-name" }, make("strong", {}, period.name));
    if (period.native) {
      name.append(" ", make("span", period.lang ? { lang: period.lang } : {}, period.native));
      if (period.language) name.append(" ", make("small", { class: "front-soft" }, period.language));
    }
    const item = make("li", { class: `front-${period.status}` }, name, make("p", {}, this.#say("period", { when: period.when, words: period.words })));
    if (period.disputed.length) item.append(make("p", { class: "front-disputed" }, this.#say(`disputed_${period.disputed.join("_")}`)));
    if (period.sources.length) item.append(make("dl", { class: "front-sources" }, ...period.sources.flatMap((support) => this.#support(support))));
    return item;
  }

  /**
   * Say how sure a date is, and who says so.
   * @param {import("../model/details.js").Support} support
   */
  #support({ for: what, sources, sure }) {
    const cited = sources.flatMap((source, at) => [...(at ? ["; "] : []), this.#source(source)]);
    const remarks = [sure?.width, sources.length ? null : sure?.why].filter(Boolean).map((words) => make("p", {}, words ?? ""));
    return [make("dt", {}, what), make("dd", {}, ...(sure ? [sureTag(sure), " "] : []), ...remarks, ...cited)];
  }

  /** @param {Source} source */
  #source(source) {
    const url = webAddress(source.url);
    const cited = url ? outside(url, source.label, source.title) : make("span", { title: source.title }, source.label);
    const via = webAddress(source.viaUrl);
    const { read } = source;
    if (!via) return read ? make("span", {}, cited, ` (${read})`) : cited;
    const copy = outside(via, source.via ?? via.hostname, source.title);
    return make("span", {}, cited, " (", this.#say("read_at"), " ", copy, read ? `, ${read})` : ")");
  }

  /**
   * @param {HTMLElement} article
   * @param {"related"|"week"} part
   * @param {{id: string, title: string, when?: string}[]} others
   */
  #others(article, part, others) {
    if (!others.length) return;
    const items = others.map(({ id, title, when }) =>
      make("li", {}, button(title, () => this.context.open(id), { class: "front-link" }), ...(when ? [make("span", { class: "front-soft" }, ` ${when}`)] : [])),
    );
    article.append(make("h3", {}, this.#say(part)), make("ul", { class: "front-others", "data-testid": part }, ...items));
  }

  /**
   * @param {string} id
   * @param {Detail} detail
   */
  #cite(id, detail) {
    const address = this.context.host.links.cite(id);
    const { text, bibtex, csl } = citationsOf(detail, this.context.table.schema.citation, address);
    const texts = [["link", address], ["text", text], ["bibtex", bibtex], ["csl", csl]];
    const parts = texts.map(([name, words]) => this.#quoted(this.#say(`cite_${name}`), words));
    return make("details", { class: "front-cite" }, make("summary", {}, this.#say("cite")), ...parts);
  }

  /**
   * @param {string} label
   * @param {string} text
   */
  #quoted(label, text) {
    const copy = button(this.#say("copy"), async () => {
      const copied = await copyText(text);
      copy.textContent = this.#say(copied ? "copied" : "not_copied");
    }, { class: "front-quiet", "aria-label": this.#say("copy_what", { what: label }) });
    return make("div", { class: "front-quoted" }, make("div", { class: "front-quoted-head" }, make("h4", {}, label), copy), make("pre", { tabindex: "0", "aria-label": label }, text));
  }

  /**
   * Give the text in which an error is reported, to copy, and where the data set says, the way to send it.
   * @param {string} id
   * @param {Detail} detail
   */
  #report(id, { title, report }) {
    const { phrases } = this;
    const version = this.context.table.schema.edition.data_version;
    const form = this.#quoted(phrases.say("web.report.text"), phrases.say("web.report.form", { id, title, version }));
    const way = report ? [make("p", {}, make("a", { href: report, rel: "noopener", target: "_blank" }, this.#say("report")))] : [];
    const parts = [make("summary", {}, phrases.say("web.report.label")), make("p", { class: "front-soft" }, phrases.say("web.report.how")), form, ...way];
    return make("details", { class: "front-cite", "data-testid": "report" }, ...parts);
  }

  /** @param {string} id */
  #ways(id) {
    const page = this.context.host.links.record(id);
    const ways = page ? [make("a", { href: page }, this.#say("page"))] : [];
    return make("p", { class: "front-ways" }, ...ways);
  }

  /**
   * @param {string} part
   * @param {Object<string, string>} [values]
   */
  #say(part, values) {
    return this.phrases.say(`web.record.${part}`, values);
  }

  destroy() {
    this.stop();
  }
}

/**
 * @param {URL} url
 * @param {string} words
 * @param {string} title
 */
function outside(url, words, title) {
  return make("a", { href: url.href, title, rel: "noopener noreferrer", target: "_blank" }, words);
}

/**
 * Make the tag of a date, which says in a word how sure it is, and why, to who asks.
 * @param {import("../model/details.js").Sure} sure
 */
function sureTag({ certainty, tag, why }) {
  return make("span", { class: `front-sure front-sure-${certainty.replace(" ", "-")}`, title: why, "data-testid": "sure", "data-certainty": certainty }, tag);
}

/** @param {{label: string, value: string}[]} list */
function facts(list) {
  return make("dl", { class: "front-facts" }, ...list.flatMap(({ label, value }) => [make("dt", {}, label), make("dd", {}, value)]));
}
