import '../policy.css'
import './author.css'
import { useState } from 'react'
import { type PackSource, keyForm } from '#common/policy/domain'
import { Banner, Button, Chips, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'
import { type Change, contradiction, placeOf } from '../draft.ts'
import type { Answer } from '../marks.ts'
import { valueText } from '../value-text.ts'
import { isWide, sizeOf } from '../value-view.tsx'
import { CardEditor } from './card-editor.tsx'
import { KeysTable } from './keys-table.tsx'
import { type OwnDraft, type OwnRow, isOther, ownChanges, ownPolicy, ownRows } from './own-rules.ts'

const ALWAYS = ['limit', 'price', 'admission', 'repayment', 'scorecard', 'monitoring'] as const

interface Props {
  readonly on: string
  /** The product whose rules hold already; null for one that does not. */
  readonly code: string | null
  readonly form: string
  readonly draft: OwnDraft
  readonly onChange: (draft: OwnDraft, written: Written) => void
}

/** What the tables come to: the policy to be signed, and why it cannot be yet. */
export interface Written {
  readonly policy: PackSource
  readonly fault: string | null
}

/** Rules of a product as the same tables in which the bank writes its own; beside each what holds for the others. */
export function OwnRules({ on, code, form, ...rest }: Props) {
  const bank = useRead<Answer>(api.policyOfForm(on, form))
  const standing = useRead<Answer>(code === null ? null : api.policy(on, undefined, code))
  if (bank.data === undefined || (code !== null && standing.data === undefined)) return bank.isError || standing.isError ? <RefusalText refusals={refusalsIn(bank.error ?? standing.error)} /> : <SkeletonRows rows={8} />
  const above = standing.data?.layers.some(({ level }) => level === 'PRODUCT') === true
  return <><Tables bank={bank.data} standing={standing.data ?? null} {...rest} />{above ? <Banner tone="warning">本产品另有已签署的产品层政策变更，同一项以那一变更为准。</Banner> : null}</>
}

function Tables({ bank, standing, draft, onChange }: { bank: Answer; standing: Answer | null } & Pick<Props, 'draft' | 'onChange'>) {
  const rows = ownRows(bank, standing, draft.own)
  const changes = ownChanges(rows, draft)
  const groups = [...new Set([...ALWAYS, ...Object.keys(draft.own)])].filter((group) => rows.some((row) => row.group === group))
  const [sheet, setSheet] = useState<string>('limit')
  const put = (next: OwnDraft): void => onChange(next, writtenOf(bank, rows, next))
  const type = (key: string, value: unknown): void => put({ ...draft, dropped: draft.dropped.filter((each) => each !== key), values: { ...draft.values, [key]: value } })
  const undo = (key: string): void => put({ ...draft, dropped: draft.dropped.filter((each) => each !== key), values: Object.fromEntries(Object.entries(draft.values).filter(([each]) => each !== key)) })
  const toBank = (from: OwnDraft, row: OwnRow): OwnDraft => ({ ...from, dropped: [...from.dropped.filter((each) => each !== row.key), row.key], values: { ...from.values, [row.key]: row.below } })
  const asBank = (row: OwnRow): void => put(toBank(draft, row))
  const changeOf = (row: OwnRow): Change | undefined => changes.find((each) => each.row.key === row.key)
  const shown = rows.filter(({ group }) => group === sheet)
  const others = (group: string): number => rows.filter((row) => row.group === group && isOther(row, changeOf(row))).length
  const values = (of: (row: OwnRow) => unknown): Readonly<Record<string, unknown>> => Object.fromEntries(shown.map((row) => [row.key.slice(sheet.length + 1), of(row)]))
  const { fault } = writtenOf(bank, rows, draft)
  return (
    <div className="stack">
      <Chips label="哪张表" value={sheet} onChange={setSheet} choices={groups.map((group) => ({ value: group, label: rows.find((row) => row.group === group)?.groupTitle ?? group, ...(others(group) > 0 ? { count: others(group) } : {}) }))} />
      {fault === null ? null : <Banner tone="stop">{fault}</Banner>}
      {sheet === 'scorecard'
        ? <><p className="small muted">改任一指标，本产品即有自己的一整张评分卡，此后全行评分卡的变更不再影响它；请一并改评分卡版本。</p>{shown.some(({ isOwn, key }) => isOwn && !draft.dropped.includes(key)) ? <div><Button onClick={() => put(shown.reduce(toBank, draft))}>改用全行评分卡</Button></div> : null}<CardEditor before={values((row) => row.value)} now={values((row) => (Object.hasOwn(draft.values, row.key) ? draft.values[row.key] : row.value))} onChange={(key, value) => type(`scorecard.${key}`, value)} /></>
        : <KeysTable rows={[...shown.filter((row) => isOther(row, undefined)), ...shown.filter((row) => !isOther(row, undefined))]} changes={changes} onType={type} onDrop={undo} beside={(key) => besideOf(shown.find((row) => row.key === key)!, changeOf, asBank)} />}
    </div>
  )
}

function besideOf(row: OwnRow, changeOf: (row: OwnRow) => Change | undefined, asBank: (row: OwnRow) => void): { text: string; onTake: () => void } | null {
  if (!isOther(row, changeOf(row))) return null
  const viewed = { form: keyForm(row.key), value: row.below, place: placeOf(row.key) }
  return { text: isWide(viewed) ? `全行 ${sizeOf(viewed)} 项` : `全行 ${valueText(viewed.form, viewed.value, viewed.place)}`, onTake: () => asBank(row) }
}

function writtenOf(bank: Answer, rows: readonly OwnRow[], draft: OwnDraft): Written {
  const changes = ownChanges(rows, draft)
  const faulty = changes.find(({ faults }) => faults.length > 0)
  const broken = faulty === undefined ? contradiction(changes, { ...bank, keys: [...rows] }) : undefined
  return { policy: ownPolicy(rows, draft, changes), fault: faulty !== undefined ? `「${faulty.row.name}」未填妥${faulty.faults[0]?.expected === undefined || faulty.faults[0].expected === '' ? '' : `，应为：${faulty.faults[0].expected}`}` : broken === undefined ? null : `各项前后矛盾：${broken.says}` }
}
