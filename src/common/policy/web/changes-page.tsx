import './policy.css'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { policyKey } from '#common/policy/domain'
import type { Day } from '#kernel'
import { Button, Chips, type Column, DataTable, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'
import { keysOf } from './effect.ts'
import { type Overlay, useOverlayName } from './overlays.ts'
import { PolicyHead } from './policy-page.tsx'
import { type Standing, TONES, standingOf } from './standing.ts'
import { useWords } from './words.ts'

const VIEWS = ['all', 'underWay', 'holding', 'over'] as const
type View = (typeof VIEWS)[number]
const VIEW_OF: Readonly<Record<Standing, View>> = { DRAFT: 'underWay', SIGNED_ONCE: 'underWay', WAITING: 'underWay', HOLDS: 'holding', EXPIRED: 'over', REPLACED: 'over', WITHDRAWN: 'over' }

/** Every version of the bank's policy: under way, holding, replaced, withdrawn. */
export function ChangesPage() {
  const me = useMe()
  return me.data ? <Changes me={me.data} /> : <div className="page stack"><PolicyHead at="changes" /><div className="panel"><SkeletonRows rows={6} /></div></div>
}

function Changes({ me }: { me: Me }) {
  const say = useWords()
  const go = useGo()
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays())
  const [address, change] = useAddressState()
  const all = overlays.data?.overlays ?? []
  const today = me.businessDate as Day
  const columns = useColumns(all, today)
  const view = VIEWS.find((each) => each === address['view']) ?? 'all'
  const shown = (wanted: View): readonly Overlay[] => all.filter((each) => wanted === 'all' || VIEW_OF[standingOf(each, all, today)] === wanted)
  const propose = <Button kind="act" onClick={() => go(paths.newPolicyChange())} disabledReason={may(me, 'policy.draft') ? null : say('mayNotDraft')}>{say('propose')}</Button>
  return (
    <div className="page stack">
      <PolicyHead at="changes" act={propose} />
      <RefusalText refusals={refusalsIn(overlays.error)} />
      <DataTable
        title={say('history')} rows={overlays.data ? shown(view) : overlays.isError ? [] : null} rowKey={({ overlayId }) => overlayId} columns={columns} onOpen={({ overlayId }) => go(paths.policyChange(overlayId))}
        filters={<Chips label={say('standingTitle')} value={view} onChange={(next) => change({ view: next === 'all' ? null : next })} choices={VIEWS.map((value) => ({ value, label: say(value), count: overlays.data ? shown(value).length : undefined }))} />}
        empty={view === 'all' ? { says: say('noChanges') } : { says: say('noneHere'), act: <Button onClick={() => change({ view: null })}>{say('showAll')}</Button> }}
      />
    </div>
  )
}

function useColumns(all: readonly Overlay[], today: Day): readonly Column<Overlay>[] {
  const say = useWords()
  const name = useOverlayName()
  return [
    { id: 'version', label: say('versionTitle'), kind: 'text', of: name, render: (row) => <b>{name(row)}</b> },
    { id: 'standing', label: say('standingTitle'), kind: 'text', of: (row) => say(standingOf(row, all, today)), render: (row) => <StateBadge tone={TONES[standingOf(row, all, today)]}>{say(standingOf(row, all, today))}</StateBadge> },
    { id: 'effectiveOn', label: say('effectiveOn'), kind: 'day', of: ({ effectiveOn }) => effectiveOn },
    { id: 'keys', label: say('holdsKeys'), kind: 'text', of: (row) => keyNames(row, say) || say('onlyBase', { pack: row.basePack ?? '' }) },
    { id: 'reason', label: say('reason'), kind: 'text', of: ({ reason }) => reason, render: ({ reason }) => <span className="policy-clip" title={reason}>{reason}</span> },
    { id: 'author', label: say('author'), kind: 'text', of: ({ authorName }) => authorName },
    { id: 'signers', label: say('signers'), kind: 'text', of: ({ signatures }) => signatures.map((each) => each.name).join('、') || null },
  ]
}

const SHOWN = 2

function keyNames(row: Overlay, say: ReturnType<typeof useWords>): string {
  const names = [...keysOf(row)].map((key) => policyKey(key)?.name ?? key)
  return names.length <= SHOWN ? names.join('、') : say('andMore', { names: names.slice(0, SHOWN).join('、'), count: names.length })
}
