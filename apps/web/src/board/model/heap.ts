/** A binary heap: takes the thing with the smallest key first, each in log n. */
export class Heap<Thing> {
  readonly #things: Thing[] = [];
  readonly #keyOf: (thing: Thing) => number;

  constructor(keyOf: (thing: Thing) => number) {
    this.#keyOf = keyOf;
  }

  /** The next to take; undefined if there is none. */
  get first(): Thing | undefined {
    return this.#things[0];
  }

  add(thing: Thing): void {
    let place = this.#things.push(thing) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  take(): Thing | undefined {
    const { first } = this;
    const last = this.#things.pop();
    if (last === undefined || this.#things.length === 0) return first;
    this.#things[0] = last;
    let place = 0;
    for (;;) {
      const child = this.#smallerChild(place);
      if (!this.#isBefore(child, place)) return first;
      this.#swap(place, child);
      place = child;
    }
  }

  #smallerChild(place: number): number {
    const left = 2 * place + 1;
    return this.#isBefore(left + 1, left) ? left + 1 : left;
  }

  /** False for places at which nothing is. */
  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#things[a], this.#things[b]];
    return one !== undefined && other !== undefined && this.#keyOf(one) < this.#keyOf(other);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#things[a], this.#things[b]];
    if (one === undefined || other === undefined) return;
    this.#things[a] = other;
    this.#things[b] = one;
  }
}
