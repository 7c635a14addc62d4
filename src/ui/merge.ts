/** A place both changed, each to something else. `undefined` is a row or value that was taken away. */
export interface Clash {
  /** Place in `merged`. */
  readonly pointer: string
  readonly mine: unknown
  readonly theirs: unknown
}

export interface Merged<T> {
  /** Both changes in one; where they clash, mine. */
  readonly merged: T
  readonly clashes: readonly Clash[]
  /** Places of `merged` that only they changed. */
  readonly taken: readonly string[]
}

/** Puts together what two people made of the same text: each change counts, and only a place that both changed differently is a clash. */
export function merge<T>(base: T, mine: T, theirs: T): Merged<T> {
  const clashes: Clash[] = []
  const taken: string[] = []
  const both = mergeAt({ pointer: '', clashes, taken }, base, mine, theirs)
  return { merged: both as T, clashes, taken }
}

interface At { readonly pointer: string; readonly clashes: Clash[]; readonly taken: string[] }
const below = (at: At, key: string | number): At => ({ ...at, pointer: `${at.pointer}/${key}` })

function mergeAt(at: At, base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(base, theirs) || same(mine, theirs)) return mine
  if (isPlain(mine) && isPlain(theirs) && (isPlain(base) || base === undefined || base === null)) return mergeObjects(at, isPlain(base) ? base : {}, mine, theirs)
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) return [...base, ...mine, ...theirs].every(isPlain) ? mergeRows(at, base, mine, theirs) : mergeMembers(at, base, mine, theirs)
  if (same(base, mine)) {
    at.taken.push(at.pointer)
    return theirs
  }
  at.clashes.push({ pointer: at.pointer, mine, theirs })
  return mine
}

type Plain = Readonly<Record<string, unknown>>

function mergeObjects(at: At, base: Plain, mine: Plain, theirs: Plain): Plain {
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = mergeAt(below(at, key), base[key], mine[key], theirs[key])
    if (value !== undefined) merged[key] = value
  }
  return merged
}

/** Lists of words: what either added is in, what either took out is out. Figures stand in their order, so they are compared place by place. */
function mergeMembers(at: At, base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): readonly unknown[] {
  const isWords = [...base, ...mine, ...theirs].every((one) => typeof one === 'string')
  if (!isWords && base.length === mine.length && mine.length === theirs.length) return base.map((one, index) => mergeAt(below(at, index), one, mine[index], theirs[index]))
  if (!isWords && !same(base, mine)) {
    at.clashes.push({ pointer: at.pointer, mine, theirs })
    return mine
  }
  at.taken.push(at.pointer)
  return same(base, mine) ? theirs : [...mine.filter((one) => !base.includes(one) || theirs.includes(one)), ...theirs.filter((one) => !base.includes(one) && !mine.includes(one))]
}

/** Rows of a table: those both left are found by what stands in them, those changed by where they stand between. */
function mergeRows(at: At, base: readonly Plain[], mine: readonly Plain[], theirs: readonly Plain[]): Plain[] {
  const [ours, others] = [follow(base, mine), follow(base, theirs)]
  const rows: Plain[] = []
  const add = (index: number): void => {
    const [left, right] = [ours.added[index] ?? [], others.added[index] ?? []]
    rows.push(...left)
    for (const row of right.filter((one) => !left.some((other) => same(one, other)))) {
      at.taken.push(`${at.pointer}/${rows.length}`)
      rows.push(row)
    }
  }
  add(0)
  base.forEach((before, index) => {
    const [own, other] = [ours.became[index], others.became[index]]
    if (own !== undefined && other !== undefined) rows.push(mergeAt(below(at, rows.length), before, own, other) as Plain)
    else if (own !== undefined || other !== undefined) {
      const kept = own ?? other!
      // One took the row out, the other wrote in it: it stays until somebody says so.
      if (same(kept, before)) {
        if (own !== undefined) at.taken.push(at.pointer)
      } else {
        at.clashes.push({ pointer: `${at.pointer}/${rows.length}`, mine: own, theirs: other })
        rows.push(kept)
      }
    }
    add(index + 1)
  })
  return rows
}

interface Followed {
  /** What became of each row of the base; undefined where it is gone. */
  readonly became: readonly (Plain | undefined)[]
  /** Rows that are new, by the number of base rows before them. */
  readonly added: Readonly<Record<number, readonly Plain[]>>
}

function follow(base: readonly Plain[], now: readonly Plain[]): Followed {
  const became: (Plain | undefined)[] = base.map(() => undefined)
  const added: Record<number, Plain[]> = {}
  let [from, at] = [0, 0]
  for (const [left, right] of [...anchors(base, now), [base.length, now.length] as const]) {
    const paired = Math.min(left - from, right - at)
    for (let step = 0; step < paired; step++) became[from + step] = now[at + step]
    if (right - at > paired) added[left] = now.slice(at + paired, right) as Plain[]
    if (left < base.length) became[left] = now[right]
    ;[from, at] = [left + 1, right + 1]
  }
  return { became, added }
}

/** Pairs of rows that are alike, in order: the longest common run. */
function anchors(base: readonly Plain[], now: readonly Plain[]): (readonly [number, number])[] {
  const [left, right] = [base.map((row) => JSON.stringify(row)), now.map((row) => JSON.stringify(row))]
  const longest = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--) for (let j = right.length - 1; j >= 0; j--) longest[i]![j] = left[i] === right[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
  const found: [number, number][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) found.push([i++, j++])
    else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++
    else j++
  }
  return found
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((value, index) => same(value, other[index]))
  if (!isPlain(one) || !isPlain(other)) return false
  const keys = Object.keys(one).filter((key) => one[key] !== undefined)
  return keys.length === Object.keys(other).filter((key) => other[key] !== undefined).length && keys.every((key) => same(one[key], other[key]))
}
