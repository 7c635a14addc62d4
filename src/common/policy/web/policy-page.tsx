import './policy.css'
import type { ReactNode } from 'react'
import { type Day, isDay } from '#kernel'
import { type OverlayLevel, keyForm } from '#common/policy/domain'
import { type Unit, type Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { Button, ChoiceField, Chips, DayField, EmptyState, Go, RefusalText, SkeletonRows, TextField, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { KeyList } from './key-list.tsx'
import { type Answer, type KeyRow, MARKS, type Mark, hasMark, isFound, isMark } from './marks.ts'
import { type Overlay, useLayerName } from './overlays.ts'
import { valueText } from './value-text.ts'
import { useWords } from './words.ts'

/** Title and the two sides of the policy: what holds, and what is being changed. */
export function PolicyHead({ at, act }: { at: 'policy' | 'changes' | 'author' | 'calibration'; act?: ReactNode }) {
  const say = useWords()
  const me = useMe().data
  const [mayDraft, mayMeasure] = [me !== undefined && may(me, 'policy.draft'), me !== undefined && may(me, 'calibration.read')]
  return (
    <div className="page-head policy-head">
      <div>
        <h1>{say('title')}</h1>
        <nav className="policy-tabs" aria-label={say('title')}>
          <Go to={paths.policy()} current={at === 'policy'}>{say('inForce')}</Go>
          <Go to={paths.policyChanges()} current={at === 'changes'}>{say('changes')}</Go>
          {mayDraft ? <Go to={paths.policyAuthor()} current={at === 'author'}>{say('tables')}</Go> : null}
          {mayMeasure ? <Go to={paths.calibration()} current={at === 'calibration'}>{say('calibration')}</Go> : null}
        </nav>
      </div>
      {act}
    </div>
  )
}

/** The policy that holds on a day, key by key, with where each value comes from. */
export function PolicyPage() {
  const me = useMe()
  return me.data ? <InForce me={me.data} /> : <div className="page stack"><PolicyHead at="policy" /><div className="panel"><SkeletonRows rows={10} /></div></div>
}

function InForce({ me }: { me: Me }) {
  const say = useWords()
  const [address] = useAddressState()
  const on = address['on'] !== undefined && isDay(address['on']) ? address['on'] : me.businessDate as Day
  const [level, subject] = scopeOf(address['for'])
  const policy = useRead<Answer>(api.policy(on, level === 'UNIT' ? subject : undefined, level === 'PRODUCT' ? subject : undefined))
  return (
    <div className="page stack">
      <PolicyHead at="policy" act={may(me, 'policy.draft') ? <Go className="button button-act" to={paths.newPolicyChange()}>{say('propose')}</Go> : undefined} />
      <Asked on={on} />
      <RefusalText refusals={refusalsIn(policy.error)} />
      {policy.data ? <Keys answer={policy.data} mayDraft={may(me, 'policy.draft')} /> : policy.isError ? null : <div className="panel"><SkeletonRows rows={10} /></div>}
    </div>
  )
}

/** For which day and for whom the policy is asked. */
function Asked({ on }: { on: Day }) {
  const say = useWords()
  const [address, change] = useAddressState()
  const units = useRead<readonly Unit[]>(api.units()).data ?? []
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays()).data?.overlays ?? []
  const products = [...new Set(overlays.filter(({ level }) => level === 'PRODUCT').map(({ subject }) => subject))]
  const scopes = [{ value: 'BANK', label: say('BANK') }, ...units.map(({ unitId, name }) => ({ value: `UNIT:${unitId}`, label: name })), ...products.map((product) => ({ value: `PRODUCT:${product}`, label: say('product', { product }) }))]
  return (
    <div className="policy-asked">
      <DayField label={say('on')} value={on} onChange={(next) => change({ on: next })} today={on} />
      <ChoiceField label={say('scope')} value={address['for'] ?? 'BANK'} onChange={(next) => change({ for: next === 'BANK' ? null : next })} choices={scopes} />
      <TextField label={say('search')} type="search" value={address['search'] ?? ''} onChange={(search) => change({ search })} placeholder={say('searchHint')} />
    </div>
  )
}

function Keys({ answer, mayDraft }: { answer: Answer; mayDraft: boolean }) {
  const say = useWords()
  const [address, change] = useAddressState()
  const layerName = useLayerName(answer.basePack)
  const search = address['search'] ?? ''
  const mark: Mark | 'all' = isMark(address['mark'] ?? '') ? address['mark'] as Mark : 'all'
  const found = answer.keys.filter((row) => (mark === 'all' || hasMark(row, mark)) && isFound(row, textOf(row), search))
  const groups = groupsOf(found)
  const isWhole = search.trim() === '' && mark === 'all'
  const chosen = groups.find(({ id }) => id === address['group'])?.id ?? (isWhole ? groups[0]?.id : undefined)
  const shown = groups.filter(({ id }) => chosen === undefined || id === chosen)
  return (
    <>
      <Chips label={say('marks')} value={mark} onChange={(next) => change({ mark: next === 'all' ? null : next, group: null })} choices={[{ value: 'all', label: say('all'), count: answer.keys.length }, ...MARKS.map((each) => ({ value: each, label: say(each), count: answer.keys.filter((row) => hasMark(row, each)).length }))]} />
      <p className="small muted policy-standing">{say('standing', { layers: [say('basePack', { pack: answer.basePack }), ...answer.layers.map(({ overlayId }) => layerName(overlayId))].join(' ← ') })}</p>
      {groups.length === 0 ? <div className="panel"><EmptyState says={say('nothingFound')} act={<Button onClick={() => change({ search: null, mark: null, group: null })}>{say('showAll')}</Button>} /></div> : (
        <div className="policy-body">
          <GroupMenu groups={groups} chosen={chosen} hasAll={!isWhole} onChoose={(group) => change({ group })} />
          <div className="stack policy-groups">{shown.map(({ id, title, rows }) => <KeyList key={id} title={title} rows={rows} layerName={layerName} mayDraft={mayDraft} isOpen={shown.length === 1} />)}</div>
        </div>
      )}
    </>
  )
}

interface GroupOfRows { readonly id: string; readonly title: string; readonly rows: readonly KeyRow[] }

function GroupMenu({ groups, chosen, hasAll, onChoose }: { groups: readonly GroupOfRows[]; chosen: string | undefined; hasAll: boolean; onChoose: (group: string | null) => void }) {
  const say = useWords()
  const entry = (id: string | undefined, title: string, count: number): ReactNode => (
    <li key={id ?? 'all'}><button type="button" aria-pressed={chosen === id} onClick={() => onChoose(id ?? null)}><span>{title}</span><small>{count}</small></button></li>
  )
  const all = hasAll ? [{ id: undefined, title: say('allGroups'), count: groups.reduce((sum, { rows }) => sum + rows.length, 0) }] : []
  const entries = [...all, ...groups.map(({ id, title, rows }) => ({ id, title, count: rows.length }))]
  return (
    <>
      <ul className="policy-menu" aria-label={say('groups')}>{entries.map(({ id, title, count }) => entry(id, title, count))}</ul>
      <div className="policy-menu-phone"><ChoiceField label={say('groups')} value={chosen ?? ''} onChange={(id) => onChoose(id === '' ? null : id)} choices={entries.map(({ id, title, count }) => ({ value: id ?? '', label: `${title}（${count}）` }))} /></div>
    </>
  )
}

function groupsOf(rows: readonly KeyRow[]): readonly GroupOfRows[] {
  const groups = new Map<string, KeyRow[]>()
  for (const row of rows) groups.set(row.group, [...groups.get(row.group) ?? [], row])
  return [...groups].map(([id, all]) => ({ id, title: all[0]?.groupTitle ?? id, rows: all }))
}

function textOf(row: KeyRow): string {
  return valueText(keyForm(row.key), row.value, [row.key.split('.')[1] ?? ''])
}

function scopeOf(text: string | undefined): [OverlayLevel, string] {
  const [level, subject = ''] = (text ?? 'BANK').split(':')
  return level === 'UNIT' || level === 'PRODUCT' ? [level, subject] : ['BANK', '']
}
