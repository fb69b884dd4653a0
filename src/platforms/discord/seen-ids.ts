/** Ids of the last events that this process took on; a resumed session may bring one again. */
export class SeenIds {
  readonly #most: number;
  readonly #ids = new Set<string>();

  /** @param most how many ids are kept */
  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Whether the id is new; from now on it isn't. */
  isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > this.#most && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }
}
