/** The one screen of every host: head line, panel, map and time bar around one store. */

import { filtersOf } from "../model/view.js";
import { AddressLink } from "./addresslink.js";
import { Context } from "./context.js";
import { FilterPanel } from "./filterpanel.js";
import { HeadLine } from "./headline.js";
import { whenIdle } from "./idle.js";
import { orForget } from "./lost.js";
import { beMain, make } from "./maker.js";
import { Notices } from "./notices.js";
import { Panel } from "./panel.js";
import { Pills } from "./pills.js";
import { RowList } from "./rowlist.js";
import { classesOf, setUp, wayToRecord } from "./setup.js";
import { TimeBar } from "./timebar.js";
import { TimeMap } from "./timemap.js";

/**
 * @typedef {object} Host what is different from host to host
 * @property {string} name of the data set, for files: `de-stalinization`
 * @property {import("./addresslink.js").Address} address
 * @property {Links} links
 * @property {import("../model/setting.js").Editions} editions
 * @property {boolean} [alone] whether it is one file, which holds one edition
 * @property {?((view: import("../model/view.js").View) => {words: string, href: string}[])} downloads formats that a server makes
 * @property {(leaflet: object, timemap: object) => void} open folium's script of the map
 * @property {import("../model/view.js").View} opening the view of an address that says nothing
 * @property {?string} [narrowed] which records are held, where that is not the whole layer
 * @property {?string} [description] of the data set
 * @property {string[]} [faults] what is wrong with the data, one sentence each
 *
 * @typedef {object} Links
 * @property {{words: string, href: string, current: boolean}[]} pages
 * @property {(view: import("../model/view.js").View) => string} [carried] what the addresses of the other pages carry on of a view
 * @property {?string} [asked] address of the page on the capitals and regional centres
 * @property {(id: string) => ?string} record address of a record's own page
 * @property {(id: string) => string} cite the whole address of a record
 *
 * @typedef {object} Parts what a page is mounted from
 * @property {import("../model/layertable.js").LayerTable} table
 * @property {import("../model/details.js").Details} details
 * @property {import("../model/phrases.js").Phrases} phrases
 * @property {import("./parts.js").Sources} sources
 * @property {Host} host
 */

/**
 * Mount the page.
 * @param {HTMLElement} root
 * @param {Parts} parts
 * @returns {Promise<Screen>} when the map is drawn
 */
export async function mount(root, parts) {
  const screen = new Screen(root, parts);
  await screen.map.build();
  screen.drawn();
  screen.extras = await setUp(screen);
  return screen;
}

/** The page, and what its parts may ask of each other. */
export class Screen extends Context {
  /**
   * @param {HTMLElement} root
   * @param {Parts} parts
   */
  constructor(root, parts) {
    super(parts);
    this.root = root;
    const { host, phrases, store } = this;
    this.headBox = make("header", { class: "front-head", role: "banner" });
    this.panelBox = make("aside", { class: "front-panel", "aria-label": phrases.say("web.panel.label") });
    this.mapBox = make("div", { "data-testid": "timemap" });
    this.over = make("div", { class: "front-over" });
    this.under = make("div", { class: "front-under" });
    this.barBox = make("section", { class: "front-bar", "data-testid": "timebar", "aria-label": phrases.say("web.bar.label") });
    const stage = make("div", { class: "front-stage" }, make("div", { class: "front-map" }, this.mapBox), this.over, this.under);
    this.main = make("div", { class: "front-main" }, this.panelBox, stage, this.barBox);
    beMain(this.main, this.root);
    this.root.classList.add("front", "tm-root", ...classesOf(this.setting));
    this.root.replaceChildren(this.headBox, this.main);
    this.notices = new Notices(this.over, phrases, host.faults);
    this.pills = new Pills(this.under, this.over, store, this);
    this.head = new HeadLine(this.headBox, store, this);
    this.panel = new Panel(this.panelBox, phrases, (tab) => this.#tabSeen(tab));
    this.filters = new FilterPanel(this.panel.parts.filters, store, this);
    this.list = new RowList(this.panel.parts.list, store, this);
    /** @type {?Promise<import("./recordview.js").RecordView>} */
    this.reading = null;
    /** @type {?import("./paper.js").Paper} */
    this.paper = null;
    /** @type {?Promise<import("./paper.js").Paper>} */
    this.printing = null;
    /** @type {?Promise<import("./story.js").StoryView>} */
    this.telling = null;
    /** @type {?import("./story.js").StoryView} */
    this.teller = null;
    /** What was put on for a frame, or for a museum. @type {{destroy: () => void}[]} */
    this.extras = [];
    this.bar = new TimeBar(this.barBox, store, this);
    this.map = new TimeMap(this.mapBox, store, this);
    this.panel.by(this.head.fold);
    this.address = new AddressLink(store, host.address, { opening: host.opening, ignored: (ignored) => this.notices.ignored(ignored) });
    this.notices.ignored(this.ignored);
    this.stop = store.on((view, before) => this.#changed(view, before));
    this.#count();
    this.panel.offer("record", store.view.record !== null);
    if (store.view.record !== null) this.#reader();
    if (store.view.record !== null && this.panel.isOpen) this.panel.open("record");
    if (store.view.story !== null) this.tell();
  }

  /** Do what can wait until the map is drawn. */
  async drawn() {
    await this.nameTowns();
    this.list.catchUp(true);
    whenIdle(() => this.gone || this.printer(), 3000);
  }

  /** Be ready to be printed. */
  printer() {
    const made = async () => {
      const { Paper } = await import("./paper.js");
      this.paper ??= new Paper(this.root, this.store, this, this.map);
      if (this.gone) this.paper.destroy();
      else await this.paper.prepare();
      return this.paper;
    };
    this.printing ??= orForget(made(), () => (this.printing = null));
    return this.printing;
  }

  /** Give the part that shows records, which is made for the first of them. */
  #reader() {
    if (this.reading) return this.reading;
    const { parts } = this.panel;
    const made = Promise.all([import("./recordview.js"), this.sources.towns()]).then(([{ RecordView }]) => new RecordView(parts.record, this.store, this));
    this.reading = orForget(made, () => (this.reading = null));
    return this.reading;
  }

  /**
   * @param {import("../model/view.js").View} view
   * @param {import("../model/view.js").View} before
   */
  #changed(view, before) {
    this.#count();
    const newStep = view.story !== null && (view.story !== before.story || view.step !== before.step || view.lesson !== before.lesson);
    if (newStep) this.tell();
    else if (view.story === null && before.story !== null) this.panel.offer("story", false);
    if (view.record === before.record) return;
    this.panel.offer("record", view.record !== null);
    if (view.record !== null) this.#reader();
    const learning = view.lesson && this.isSeen("story");
    if (view.record !== null && !newStep && !learning && this.panel.isOpen && !this.panel.sheet.matches) this.panel.open("record");
    this.list.draw();
  }

  /** Give the part that tells stories, which is made for the first of them. */
  #storyteller() {
    if (this.telling) return this.telling;
    const made = import("./story.js").then(({ StoryView }) => (this.teller = new StoryView(this.panel.parts.story, this.store, this)));
    this.telling = orForget(made, () => (this.telling = null));
    return this.telling;
  }

  /** Show the story that is told, or the list of all. */
  tell() {
    this.panel.offer("story", true);
    this.panel.open("story", this.head.stories);
    return this.#storyteller();
  }

  /** Open the stories: the one that is told, or the list. */
  async openStories() {
    const teller = await this.tell();
    await teller.focus();
  }

  /** Leave the story for the list of all. */
  leaveStory() {
    this.store.set({ story: null, step: 1, lesson: false }, { push: true });
    return this.openStories();
  }

  /** Close the story, or the list of all, and give the focus back. */
  closeStory() {
    this.store.set({ story: null, step: 1, lesson: false }, { push: true });
    this.panel.offer("story", false);
    if (this.panel.sheet.matches) this.panel.fold();
    this.head.stories?.focus({ preventScroll: true });
  }

  /** Print the story that is told, or its lesson. */
  async printStory() {
    (await this.printer()).printView();
  }

  /**
   * Give the story that is told for paper.
   * @param {?import("../model/details.js").Detail[]} details of all records
   */
  handout(details) {
    return this.teller?.sheet(details) ?? null;
  }

  /**
   * Give pages that are printed instead of what the screen shows.
   * @param {?import("../model/details.js").Detail[]} details of all records
   */
  pages(details) {
    return this.teller?.pages(details) ?? [];
  }

  #count() {
    const { view, derived } = this.store;
    this.panel.count(derived.selection.count, filtersOf(view.query, this.table.schema).length);
  }

  /**
   * Say whether a part of the panel can be seen: measuring it would make the browser lay out the page for nothing.
   * @param {import("./panel.js").Tab} tab
   */
  isSeen(tab) {
    return this.panel.isOpen && this.panel.tab === tab;
  }

  /** @param {import("./panel.js").Tab} tab */
  #tabSeen(tab) {
    if (tab === "filters") this.filters.catchUp();
    if (tab !== "list") return;
    this.list.catchUp();
    this.list.show(this.store.view.record, false);
  }

  /**
   * Open a record to be read.
   * @param {string} id
   * @param {{from?: ?HTMLElement, year?: number}} [how] from: what gets the focus when the record is closed
   */
  open(id, { from = null, year = this.store.view.year } = {}) {
    this.opener = from ?? this.opener;
    this.store.set({ record: id, year }, { push: true });
    this.panel.open("record", from);
    this.#reader().then((record) => record.focus());
  }

  /**
   * Read the whole record from what is open of it on the map.
   * @param {string} id
   */
  readOn(id) {
    this.open(id, { from: this.mapBox });
  }

  /**
   * Link to a record where this page has no room for it.
   * @param {string} id
   * @param {string} words
   */
  wayTo(id, words) {
    return wayToRecord(this, id, words);
  }

  /**
   * Say something over the map.
   * @param {string} words
   * @param {{ways?: import("./notices.js").Way[], passing?: boolean}} [how]
   */
  say(words, how) {
    this.notices.say(words, how);
  }

  /** Close the record, and give the focus back. */
  close() {
    const id = this.store.view.record;
    this.store.set({ record: null }, { push: true });
    if (this.panel.sheet.matches && !(this.opener && this.panelBox.contains(this.opener))) this.panel.fold();
    const { opener } = this;
    this.opener = null;
    if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true });
    else if (!this.list.show(id, true)) this.panel.tabs[this.panel.tab].focus({ preventScroll: true });
  }

  destroy() {
    this.gone = true;
    this.stop();
    this.paper?.destroy();
    this.reading?.then((record) => record.destroy());
    this.telling?.then((teller) => teller.destroy());
    for (const part of [this.address, this.map, this.bar, this.panel, this.list, this.filters, this.head, this.pills, this.notices, ...this.extras]) part.destroy();
    this.root.replaceChildren();
  }
}
