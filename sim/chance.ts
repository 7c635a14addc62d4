/** Chance that one seed repeats (mulberry32). */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from least to most, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  /** True in this share of all cases. */
  happens(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  /** The words by their weights: `{ ANNUITY: 6, BULLET: 1 }`. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [word, weight] of entries) if ((left -= weight) < 0) return word
    return entries.at(-1)![0]
  }

  list<T>(least: number, most: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.whole(least, most) }, (_, at) => make(at))
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list]
    return Array.from({ length: rest.length }, () => rest.splice(Math.floor(this.next() * rest.length), 1)[0]!)
  }

  /** Whole parts, none negative, that add up to the total. */
  parts(total: number, count: number): number[] {
    const cuts = Array.from({ length: count - 1 }, () => this.whole(0, total)).sort((a, b) => a - b)
    return [...cuts, total].map((cut, at) => cut - (cuts[at - 1] ?? 0))
  }
}
