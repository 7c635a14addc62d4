import { CaseFile } from '../case/index.ts'

/** A value typed at one place of the case file: a JSON pointer, `-` appends to a list. */
export interface Typed {
  readonly at: string
  readonly value: unknown
}

/** The case with these values typed in; null where the case file does not take them. */
export function withTyped(caseFile: CaseFile, typed: readonly Typed[]): CaseFile | null {
  const read = CaseFile.safeParse(typed.reduce<unknown>((whole, { at, value }) => put(whole, at.split('/').slice(1), value), caseFile))
  return read.success ? read.data : null
}

/** A copy with one place changed; nothing else is copied than what lies above it. */
function put(whole: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(whole)) {
    if (step === '-') return [...whole, value]
    return whole.map((each: unknown, i) => (String(i) === step ? put(each, rest, value) : each))
  }
  const object = typeof whole === 'object' && whole !== null ? whole as Readonly<Record<string, unknown>> : {}
  return { ...object, [step]: put(object[step], rest, value) }
}
