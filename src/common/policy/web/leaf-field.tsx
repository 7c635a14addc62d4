import type { Form } from '#common/policy/domain'
import { type Fen, fen } from '#kernel'
import { ChoiceField, CountField, DecimalField, MoneyField, RateField, TextField } from '#ui'
import type { Fault } from './draft.ts'
import { type Place, emptyMeans, expectedText } from './value-text.ts'
import { wordOf } from './value-words.ts'
import { useWords } from './words.ts'

export interface ValueFieldProps {
  readonly form: Form
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly place: Place
  /** What is wrong, by the place inside this value. */
  readonly faults: readonly Fault[]
  /** The value that holds, to mark what was changed. */
  readonly before: unknown
}

/** One figure, amount, choice or word. */
export function LeafField({ form, label, value, onChange, place, faults }: Omit<ValueFieldProps, 'before'>) {
  const say = useWords()
  const error = faults[0] === undefined ? undefined : say('shouldBe', { expected: faults[0].expected })
  const common = { label, error, hint: hintOf(form) }
  if (form.is === 'OR_NOTHING' && form.of.is === 'MONEY') return <MoneyField {...common} fen={amountOrNull(value)} onChange={onChange} echo={value !== null} />
  if (form.is === 'OR_NOTHING' && form.of.is === 'PERCENT') return <RateField {...common} value={textOrNull(value)} onChange={onChange} />
  switch (form.is) {
    case 'PERCENT': return <RateField {...common} value={textOrNull(value)} onChange={onChange} />
    case 'MULTIPLE': return <DecimalField {...common} unit={say('times')} value={textOrNull(value)} onChange={onChange} />
    case 'COUNT': return <CountField {...common} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'MONEY': return <MoneyField {...common} fen={amountOrNull(value)} onChange={onChange} />
    case 'FLAG': return <ChoiceField {...common} value={value === true ? 'true' : value === false ? 'false' : null} onChange={(next) => onChange(next === 'true')} choices={[{ value: 'true', label: say('yes') }, { value: 'false', label: say('no') }]} />
    case 'CHOICE': return <ChoiceField {...common} value={textOrNull(value)} onChange={onChange} choices={form.words.map((word) => ({ value: word, label: wordOf(word, place) }))} />
    default: return <TextField {...common} value={textOrNull(value) ?? ''} onChange={onChange} maxLength={200} />
  }
}

/** What may be typed, where the field does not say it by itself. */
function hintOf(form: Form): string | undefined {
  if (form.is === 'TEXT' || form.is === 'MONEY') return undefined
  return form.is === 'OR_NOTHING' ? emptyMeans(form) : expectedText(form) || undefined
}

/** The faults inside one field or line. */
export function within(faults: readonly Fault[], step: string): readonly Fault[] {
  return faults.filter(({ at }) => at[0] === step).map(({ at, expected }) => ({ at: at.slice(1), expected }))
}

/** What stands at a new line of a list before anything is typed. */
export function emptyValue(form: Form): unknown {
  switch (form.is) {
    case 'ROW': return Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, emptyValue(field)]))
    case 'ENTRIES': return {}
    case 'SET': case 'LIST': return []
    case 'TEXT': case 'CODE': case 'CLOCK': return ''
    default: return null
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function amountOrNull(value: unknown): Fen | null {
  return typeof value === 'number' ? fen(value) : null
}
