import type { ItemState } from './archive.ts'
import { DOSSIER_ITEMS, type DossierItem } from './items.ts'

/** What an act of the chain tells the file: its number and its name. */
export interface ActDone {
  readonly seq: number
  readonly act: string
}

/** A task of the case with a clock. */
export interface Clocked {
  readonly step: string
  /** The last day in time. */
  readonly dueOn: string | null
  /** Business day on which it was done; null while it is open. */
  readonly doneOn: string | null
}

export interface JudgedItem {
  readonly no: number
  readonly name: string
  readonly state: ItemState
  readonly why: string
  readonly acts: readonly number[]
}

/** The 25 items of a case: present, late, missing, not due yet, or nothing of the kind happened. */
export function judgeItems(acts: readonly ActDone[], clocked: readonly Clocked[], today: string): JudgedItem[] {
  return DOSSIER_ITEMS.map((item) => judge(item, acts, clocked, today))
}

function judge(item: DossierItem, acts: readonly ActDone[], clocked: readonly Clocked[], today: string): JudgedItem {
  const proof = acts.filter(({ act }) => isNamed(item.acts, act)).map(({ seq }) => seq)
  const needed = acts.find(({ act }) => isNamed(item.neededAfter, act))
  const clocks = clocked.filter(({ step }) => item.steps.includes(step))
  const late = clocks.find(({ dueOn, doneOn }) => dueOn !== null && (doneOn ?? today) > dueOn)
  const of = (state: ItemState, why: string): JudgedItem => ({ no: item.no, name: item.name, state, why: item.says === '' ? why : `${why}；${item.says}`, acts: proof })
  if (late === undefined && clocks.some(({ doneOn }) => doneOn === null)) return of('NOT_YET', '正在办理')
  if (proof.length > 0) return late === undefined ? of('PRESENT', `${proof.length} 条办理记录`) : of('LATE', `应于 ${late.dueOn} 前办结，${late.doneOn === null ? '至今未办' : `${late.doneOn} 才办结`}`)
  if (needed !== undefined) return of('MISSING', '已办到后面的环节，却没有这一项的记录')
  if (late !== undefined) return of('MISSING', `应于 ${late.dueOn} 前办结，至今没有记录`)
  if (item.neededAfter.length > 0 || clocks.length > 0) return of('NOT_YET', '案件尚未办到这一步')
  return of('NONE', '没有发生')
}

function isNamed(names: readonly string[], act: string): boolean {
  return names.some((name) => (/[.-]$/.test(name) ? act.startsWith(name) : act === name))
}
