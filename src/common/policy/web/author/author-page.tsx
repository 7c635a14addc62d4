import '../policy.css'
import './author.css'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, addDays } from '#kernel'
import { Button, Chips, EmptyState, Go, RefusalText, SkeletonRows, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { changesOf, groundOf } from '../draft.ts'
import type { Answer } from '../marks.ts'
import type { Overlay } from '../overlays.ts'
import { PolicyHead } from '../policy-page.tsx'
import { useDraft } from '../use-draft.ts'
import { CardEditor } from './card-editor.tsx'
import { KeysTable } from './keys-table.tsx'

const SHEETS = [{ value: 'scorecard', label: '评分卡' }, { value: 'limit', label: '额度' }, { value: 'price', label: '价格' }, { value: 'visit', label: '调查清单' }] as const
type Sheet = (typeof SHEETS)[number]['value']

/** Scorecard, limit, price and checklist as tables; what is typed goes into the same draft as every change of the policy, is replayed and signed by two. */
export function AuthorPage() {
  const me = useMe()
  if (me.data === undefined) return <div className="page"><SkeletonRows rows={10} /></div>
  if (!may(me.data, 'policy.draft')) return <div className="page stack"><PolicyHead at="author" /><div className="panel"><EmptyState says="制作评分卡与规则表由有起草权的人办理。" act={<Go className="button" to={paths.policy()}>看现行政策</Go>} /></div></div>
  return <Author me={me.data} />
}

function Author({ me }: { me: Me }) {
  const [address, change] = useAddressState()
  const [draft, setDraft, drop] = useDraft(me.staffId, undefined)
  const sheet: Sheet = SHEETS.find(({ value }) => value === address['sheet'])?.value ?? 'scorecard'
  const on = draft.effectiveOn ?? addDays(me.businessDate as Day, 1)
  const policy = useRead<Answer>(api.policy(on, draft.level === 'UNIT' && draft.subject !== '' ? draft.subject : undefined))
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays())
  const answer = policy.data
  if (answer === undefined) return <div className="page stack"><PolicyHead at="author" /><RefusalText refusals={refusalsIn(policy.error)} /><div className="panel"><SkeletonRows rows={10} /></div></div>
  const changes = changesOf(draft, answer, groundOf(overlays.data?.overlays ?? [], draft, on))
  const type = (key: string, value: unknown): void => setDraft({ keys: draft.keys.includes(key) ? draft.keys : [...draft.keys, key], values: { ...draft.values, [key]: value } })
  const dropKey = (key: string): void => setDraft({ keys: draft.keys.filter((each) => each !== key), values: Object.fromEntries(Object.entries(draft.values).filter(([name]) => name !== key)) })
  const rows = answer.keys.filter(({ group }) => group === sheet)
  const before = Object.fromEntries(rows.map(({ key, value }) => [key.slice(sheet.length + 1), value]))
  const now = Object.fromEntries(rows.map(({ key, value }) => [key.slice(sheet.length + 1), Object.hasOwn(draft.values, key) ? draft.values[key] : value]))
  const real = changes.filter(({ isSame }) => !isSame)
  const faulty = changes.filter(({ faults }) => faults.length > 0)
  return (
    <div className="page stack">
      <PolicyHead at="author" />
      <div className="author-bar">
        <Chips label="哪张表" value={sheet} onChange={(next) => change({ sheet: next })} choices={SHEETS.map((each) => ({ ...each, ...(real.some(({ row }) => row.group === each.value) ? { count: real.filter(({ row }) => row.group === each.value).length } : {}) }))} />
        <div className="author-hand">
          {real.length === 0 ? <span className="small muted">改任一格即成草稿；提交后在存量案件上复算，再由另外两人签署。</span> : <><span className="small">草稿改动 {real.length} 项{faulty.length === 0 ? '' : `，${faulty.length} 项未填妥`}</span><Button kind="quiet" onClick={drop}>全部还原</Button><Go className="button button-act" to={paths.newPolicyChange()}>核对并提交</Go></>}
        </div>
      </div>
      {sheet === 'scorecard' ? <CardEditor before={before} now={now} onChange={(key, value) => type(`scorecard.${key}`, value)} /> : <KeysTable rows={rows} changes={changes} onType={type} onDrop={dropKey} />}
    </div>
  )
}
