import { type Check, type EvidenceClass, type Judgement, type JudgementPack, judgementGraph } from '#common/assessment/domain'
import { attachNote, listEvidence } from '#common/evidence/server'
import { isNumber } from '#common/figures/domain'
import { Refusal, formatExact } from '#kernel'
import { type Flow, type FlowShown, flowsOf, readAnswer, rowAt, withRow, withoutRow } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'
import type { AtWork, CaseAtHand } from '../case-at-hand.ts'
import { writeDraft } from '../save-draft.ts'
import { demandsOf } from './demands.ts'

type Answered = Readonly<Record<string, string>>

interface Answering {
  readonly before: Answered
  readonly after: Answered
  readonly round: number
}

/** Lets what was answered on the trade's checklist flow into the checks of the draft, once a method: the same answers change nothing [S1-17]. */
export async function fillChecks(tx: Tx, work: AtWork, held: CaseAtHand, { before, after, round }: Answering): Promise<{ method: string; account: string }[]> {
  const { pack } = await demandsOf(tx, held, work.on)
  const { checklist } = pack.industry
  for (const item of checklist) readAnswer(item, after[`industry.${item.id}`] ?? '')
  const photos = checklist.filter(({ answer }) => answer === 'PHOTO').flatMap(({ id }) => (after[`industry.${id}`] ?? '').split(',').filter((one) => one !== ''))
  const evidence = photos.length > 0 || checklist.some(({ fills }) => fills.length > 0) ? await listEvidence(tx, work.caseId) : []
  const stranger = photos.find((id) => !evidence.some((one) => one.evidenceId === id && one.kind === 'PHOTO' && one.detached === null))
  if (stranger !== undefined) throw new Refusal({ code: 'visit.no-photo', message: '清单所附照片不是本案现有的照片', at: '/content', value: stranger, expected: '先上传照片' }, 422)
  const changed = flowsOf(pack.industry, after, held.draft.cutOffOn).filter(({ items }) => items.some(({ id }) => (before[`industry.${id}`] ?? '') !== (after[`industry.${id}`] ?? '')))
  let checks: readonly Check[] = held.draft.checks
  const filled: { method: string; account: string }[] = []
  for (const flow of changed) {
    const title = noteTitle(flow, pack)
    const known = evidence.find((one) => one.title === title && one.detached === null)?.evidenceId
    const stands = flow.waits.length === 0 && flow.unfit === null
    if (!stands && known === undefined) continue
    const next = stands ? withRow(checks, flow, known ?? 'new') : withoutRow(checks, flow, known ?? '')
    if (next === checks) continue
    const evidenceId = known ?? (await attachNote(tx, { class: classOf(flow), title, text: noteText(flow, round) }, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })).evidenceId
    checks = stands ? withRow(checks, flow, evidenceId) : next
    filled.push({ method: flow.method, account: flow.account })
  }
  if (filled.length > 0) await writeDraft(tx, work, held, { ...held.draft, checks: [...checks] })
  return filled
}

/** Where every method the checklist feeds stands now. */
export function flowsShown(draft: CaseAtHand['draft'], pack: JudgementPack, answers: Answered, { sheet }: Judgement): FlowShown[] {
  return flowsOf(pack.industry, answers, draft.cutOffOn).map((flow) => {
    const at = rowAt(draft.checks, flow)
    const deviation = at === -1 ? null : sheet.figure('checkDeviation', at)
    return {
      flow: `${flow.method} ${flow.account}`, method: flow.method, name: methodName(flow, pack), account: flow.account, asks: flow.items.map(({ id }) => `industry.${id}`), waits: flow.waits.map(({ asks }) => asks), unfit: flow.unfit,
      at: at === -1 ? null : at, deviation: deviation !== null && isNumber(deviation) ? formatExact(deviation, DEVIATION_PLACES) : null,
      isBeyond: at !== -1 && sheet.figure('checkBeyond', at) === true,
    }
  })
}

const DEVIATION_PLACES = 4
/** From the nearest to the truth to the farthest: a row is as good as the weakest answer in it. */
const WORST_LAST: readonly EvidenceClass[] = ['SYSTEM_DATA', 'THIRD_PARTY', 'DOCUMENT', 'SEEN', 'STATEMENT']

function classOf({ bound }: Flow): EvidenceClass {
  const at = bound.map(({ fills }) => WORST_LAST.indexOf(fills.proof))
  return WORST_LAST[Math.max(...at)] ?? 'STATEMENT'
}

function methodName({ method }: Pick<Flow, 'method'>, pack: JudgementPack): string {
  return judgementGraph(pack).figures.get(`check${method}`)?.name ?? method
}

function noteTitle(flow: Flow, pack: JudgementPack): string {
  return `行业清单 ${flow.method} ${methodName(flow, pack)}`
}

function noteText({ items }: Flow, round: number): string {
  return [`第 ${round} 次实地调查按行业清单问得，回答见该次调查的清单：`, ...items.map(({ asks }) => asks)].join('\n')
}
