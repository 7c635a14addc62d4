/** Reads and writes places of a case file by JSON pointer without changing what others hold. */

type Node = Readonly<Record<string, unknown>>

export function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1)
}

/** What stands at a place; undefined where there is nothing. */
export function valueAt(root: object, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((at, key) => {
    if (typeof at === 'object' && at !== null) return (at as Node)[key]
    return isEveryMonth(at, key) ? at : undefined
  }, root)
}

/** The same tree with another value at a place; `undefined` takes the key away. Everything beside the path stays the same object. */
export function placed<T extends object>(root: T, pointer: string, value: unknown): T {
  return put(root, keysOf(pointer), value) as T
}

function put(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(at)) return at.map((one: unknown, index) => (String(index) === key ? put(one, rest, value) : one))
  if (isEveryMonth(at, key)) return put(Array.from({ length: 12 }, () => at), [key, ...rest], value)
  const node = (typeof at === 'object' && at !== null ? at : {}) as Node
  const inner = put(node[key], rest, value)
  if (inner !== undefined) return { ...node, [key]: inner }
  const { [key]: _gone, ...others } = node
  return others
}

/** One amount where twelve may stand is the same every month. */
function isEveryMonth(at: unknown, key: string): at is number {
  return typeof at === 'number' && /^\d+$/.test(key)
}
