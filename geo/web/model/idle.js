/** Whether anybody is there: a clock that asks after some seconds without a touch, counts down, and then gives up. */

/** Most seconds of the countdown. */
const COUNTDOWN_S = 10;
/** What moves by itself holds the question back for so long after the last touch, and no longer: a loop has no end. */
const LONGEST_BUSY_MS = 300_000;

/** @typedef {"awake"|"asking"|"resting"} Idle somebody is there; the page asks; nobody was there, and the page has started over */

export class IdleClock {
  /**
   * @param {object} how
   * @param {number} how.seconds without a touch
   * @param {() => number} how.now milliseconds of a clock that never goes back
   * @param {() => boolean} how.busy whether something plays that a person may be looking at
   * @param {(state: Idle, left: number) => void} how.changed what is told when the state, or the seconds left, are others
   */
  constructor({ seconds, now, busy, changed }) {
    this.waits = 1000 * seconds;
    this.counts = 1000 * Math.min(COUNTDOWN_S, seconds);
    this.now = now;
    this.busy = busy;
    this.changed = changed;
    /** @type {Idle} */
    this.state = "awake";
    this.left = 0;
    /** When the time of this state began, and when somebody was last there. */
    this.since = this.touched = now();
  }

  /** Somebody is there. */
  touch() {
    this.touched = this.now();
    this.#enter("awake", 0);
  }

  /** Look at the time; to be called several times a second. */
  tick() {
    const now = this.now();
    if (this.state === "awake") {
      if (this.busy() && now - this.touched < LONGEST_BUSY_MS) this.since = now;
      else if (now - this.since >= this.waits) this.#enter("asking", this.counts / 1000);
    } else if (this.state === "asking") {
      const left = Math.ceil((this.since + this.counts - now) / 1000);
      if (left <= 0) this.#enter("resting", 0);
      else if (left !== this.left) {
        this.left = left;
        this.changed(this.state, left);
      }
    }
  }

  /**
   * @param {Idle} state
   * @param {number} left
   */
  #enter(state, left) {
    const same = state === this.state;
    this.state = state;
    this.left = left;
    this.since = this.now();
    if (!same) this.changed(state, left);
  }
}
