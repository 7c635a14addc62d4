import { type CaseFile, type Evidence, type Judgement, namerFor, wordOf } from '#common/assessment/domain'
import type { Marked, Reference } from '#common/document/domain'
import { type Value, formatValue, formulaInWords, isNumber } from '#common/figures/domain'
import { type Exact, add, approximate, formatYuan, fromNumber, roundFen, toNumber, day } from '#kernel'

/** Which submitted version the report stands on; every computed figure names it. */
export interface ReportOf {
  readonly number: string
  readonly version: number
  readonly hash: string
  readonly policy: string
  readonly formulas: string
  readonly submittedOn: string
  readonly unit: string
  readonly lead: string
  readonly assist: string | null
}

const LONGEST_TITLE = 70

/** Prints figures of one judged case and keeps what each of them rests on. */
export class Reporter {
  readonly judgement: Judgement
  readonly caseFile: CaseFile
  readonly about: ReportOf
  readonly #references = new Map<string, Reference>()
  readonly #evidence: ReadonlyMap<string, Evidence>

  constructor(judgement: Judgement, caseFile: CaseFile, about: ReportOf) {
    this.judgement = judgement
    this.caseFile = caseFile
    this.about = about
    this.#evidence = new Map(caseFile.evidence.map((one) => [one.id, one]))
  }

  /** Everything the report refers to. */
  get references(): readonly Reference[] {
    return [...this.#references.values()]
  }

  /** A computed figure with the mark of its formula. */
  figure(id: string, index = 0): Marked {
    const { name, unit } = this.judgement.sheet.definition(id)
    return this.computed(id, name, formatValue(this.value(id, index), unit))
  }

  /** A monthly figure added up over its months. */
  yearly(id: string): Marked {
    const { name } = this.judgement.sheet.definition(id)
    return this.computed(id, name, formatYuan(roundFen(this.sum(id))))
  }

  sum(id: string): Exact {
    return Array.from({ length: 12 }, (_, month) => this.value(id, month)).reduce<Exact>((total, one) => (one !== null && isNumber(one) ? add(total, one) : total), 0)
  }

  value(id: string, index = 0): Value {
    return this.judgement.sheet.figure(id, index)
  }

  /** For charts only. */
  amount(id: string, index = 0): number {
    const value = this.value(id, index)
    return value !== null && isNumber(value) ? Math.round(approximate(value)) : 0
  }

  /** An amount a person typed or counted, with the marks of its evidence. */
  typed(amountFen: number, evidence: readonly string[]): Marked {
    return this.said(formatYuan(amountFen), evidence)
  }

  /** Words with the marks of their evidence. */
  said(says: string, evidence: readonly string[]): Marked {
    const known = evidence.filter((id) => this.#evidence.has(id))
    for (const id of known) if (!this.#references.has(id)) this.#references.set(id, this.evidenceReference(id))
    return known.length === 0 ? { says } : { says, ref: known }
  }

  private computed(id: string, name: string, says: string): Marked {
    const key = `figure:${id}`
    if (!this.#references.has(key)) {
      const { graph } = this.judgement.sheet
      const words = formulaInWords(this.judgement.sheet.definition(id).expr, namerFor(graph))
      const title = `${name} ＝ ${words}`
      this.#references.set(key, { id: key, kind: '测算', title: title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title, hash: this.about.formulas, takenAt: `第 ${this.about.version} 版` })
    }
    return { says, ref: key }
  }

  private evidenceReference(id: string): Reference {
    const one = this.#evidence.get(id)!
    return { id, kind: wordOf('class', one.class) ?? '凭据', title: one.title, hash: one.sha256, takenAt: one.takenAt === undefined ? undefined : minuteInChina(one.takenAt) }
  }
}

const MINUTES_OF_DAY = 1440
const CHINA_MINUTES = 480

/** `2025-03-12T06:05:00Z` → `2025-03-12 14:05`: the clock of the bank. Text that is no instant stays as it is. */
export function minuteInChina(instant: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)$/.exec(instant)
  if (match === null) return instant
  const [, on = '', hours, minutes, zone = 'Z'] = match
  const offset = zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  const at = Number(hours) * 60 + Number(minutes) - offset + CHINA_MINUTES
  const inDay = ((at % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${fromNumber(toNumber(day(on)) + Math.floor(at / MINUTES_OF_DAY))} ${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`
}
