/** What is told of records: fetched in chunks when one is opened, and kept. */

/**
 * @typedef {object} Source
 * @property {string} label publisher
 * @property {string} title
 * @property {?string} url http(s)
 * @property {?string} via where it was read, as a name
 * @property {?string} viaUrl the same as an address
 * @property {?string} read when it was read, in words
 *
 * @typedef {object} Sure how sure a start or an end is
 * @property {"agreed"|"one source"|"disputed"|"inferred"} certainty
 * @property {string} tag in a word or a few
 * @property {string} why in a sentence
 * @property {?string} width how wide a date is that has a mark of doubt
 *
 * @typedef {{for: string, sources: Source[], sure: ?Sure}} Support
 *
 * @typedef {object} PeriodDetail
 * @property {string} name
 * @property {?string} native
 * @property {?string} lang BCP 47
 * @property {?string} language
 * @property {"before"|"honouring"|"after"} status
 * @property {string[]} disputed bounds on which sources disagree
 * @property {string} when
 * @property {string} words
 * @property {Support[]} sources
 *
 * @typedef {object} Detail of one record, as plain text
 * @property {string} id
 * @property {boolean} complete false if the record's file is missing, or of a former edition another: then only title, note,
 *   spans, sources by row and cited are there
 * @property {{name: string, native: ?string, lang: ?string, status: string, when: string}[]} spans of its periods, if it is not complete
 * @property {string} note
 * @property {string[][]} rowSources addresses of the sources of each row, in order
 * @property {[start: ?string, end: ?string][]} rowSure how sure the start and the end of each row are
 * @property {string[][]} rowDifferences what other sources say instead, of each row
 * @property {string[][]} [days] when the sources of each row were read, where that is noted: day and address
 * @property {{metres: number, words: string}} [accuracy] how near to its point it lies, where that is stated
 * @property {string} title
 * @property {string} subtitle
 * @property {PeriodDetail[]} periods
 * @property {{label: string, value: string}[]} facts
 * @property {{what: string, value: string, source: ?Source}[]} disagreements
 * @property {string} place
 * @property {string} confidence
 * @property {{id: string, title: string}[]} related
 * @property {?string} report address at which an error is reported
 * @property {{id: string, title: string, when: string}[]} week records that changed in the same week
 * @property {string[]} cited title as it is cited, and for TeX where that is another
 *
 * @typedef {import("./layertable.js").Schema} Schema
 */

export class Details {
  /**
   * @param {(chunk: number) => Promise<Object<string, any>>} load fetches a chunk by its number
   * @param {Schema} schema
   */
  constructor(load, schema) {
    this.load = load;
    this.schema = schema;
    /** @type {Map<number, Promise<Object<string, any>>>} */
    this.chunks = new Map();
  }

  /**
   * Give the detail of a record.
   * @param {number} record
   * @returns {Promise<Detail>}
   */
  async of(record) {
    const chunk = await this.#chunk(Math.floor(record / this.schema.details.size));
    const id = this.schema.ids[record];
    return resolved(id, chunk[id]);
  }

  /**
   * Give the details of all records, in order.
   * @returns {Promise<Detail[]>}
   */
  async all() {
    const chunks = await Promise.all(Array.from({ length: this.schema.details.count }, (_, number) => this.#chunk(number)));
    const { size } = this.schema.details;
    return this.schema.ids.map((id, record) => resolved(id, chunks[Math.floor(record / size)][id]));
  }

  /** @param {number} number */
  #chunk(number) {
    let chunk = this.chunks.get(number);
    if (!chunk) {
      chunk = this.load(number);
      this.chunks.set(number, chunk);
      chunk.catch(() => this.chunks.delete(number));
    }
    return chunk;
  }
}

/**
 * Write how to cite a record.
 * @param {Pick<Detail, "id"|"cited">} detail
 * @param {{text: string, bibtex: string, csl: string}} forms the schema's `citation`
 * @param {string} address of the page that shows the record, in ASCII
 * @returns {{text: string, bibtex: string, csl: string}}
 */
export function citationsOf({ id, cited: [title, tex = title] }, forms, address) {
  return {
    text: filled(forms.text, { title, id, address }),
    bibtex: filled(forms.bibtex, { title: tex, id, address }),
    csl: filled(forms.csl, { title: inJSON(title), id, address: inJSON(address) }),
  };
}

/**
 * Write how to cite a view of the map.
 * @param {{view: string}} forms the schema's `citation`
 * @param {string} title what it shows, in a sentence
 * @param {string} address of the view
 */
export function viewCitation(forms, title, address) {
  return filled(forms.view, { title, address });
}

/**
 * @param {string} form
 * @param {Object<string, string>} values
 */
function filled(form, values) {
  return form.replace(/\{(title|id|address)\}/g, (_, name) => values[name]);
}

/** @param {string} text */
function inJSON(text) {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * Put the sources where their numbers stand.
 * @param {string} id
 * @param {any} packed
 * @returns {Detail}
 */
function resolved(id, packed) {
  const { sources = [], periods = [], spans = [], disagreements = [], addresses, rows, sure, differences, ...others } = packed;
  return {
    ...others,
    id,
    complete: periods.length > 0,
    spans,
    rowSure: sure,
    rowDifferences: differences ?? rows.map(() => []),
    rowSources: rows.map((/** @type {number[]} */ row) => row.map((number) => addresses[number])),
    periods: periods.map((/** @type {any} */ period) => ({
      ...period,
      sources: period.sources.map((/** @type {any} */ support) => ({
        ...support,
        sources: support.sources.map((/** @type {number} */ number) => sources[number]),
      })),
    })),
    disagreements: disagreements.map((/** @type {any} */ one) => ({ ...one, source: one.source === null ? null : sources[one.source] })),
  };
}
