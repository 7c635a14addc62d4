/** The few newer functions our browsers of 2021 lack and the code or its libraries call. */
function add(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

add(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key))
add(Array.prototype, 'findLast', function findLast<T>(this: T[], test: (item: T, index: number, all: T[]) => boolean): T | undefined {
  for (let at = this.length - 1; at >= 0; at--) if (test(this[at]!, at, this)) return this[at]
  return undefined
})
add(Array.prototype, 'findLastIndex', function findLastIndex<T>(this: T[], test: (item: T, index: number, all: T[]) => boolean): number {
  for (let at = this.length - 1; at >= 0; at--) if (test(this[at]!, at, this)) return at
  return -1
})
add(Array.prototype, 'toSorted', function toSorted<T>(this: T[], order?: (a: T, b: T) => number): T[] { return [...this].sort(order) })
add(Array.prototype, 'toReversed', function toReversed<T>(this: T[]): T[] { return [...this].reverse() })
add(Array.prototype, 'with', function replaced<T>(this: T[], at: number, item: T): T[] { return this.map((one, i) => i === (at < 0 ? this.length + at : at) ? item : one) })
add(globalThis, 'structuredClone', <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T)

export {}
