import type { z } from 'zod'
import type { Cases } from '#desk/worklist/domain'
import { useMe } from '#common/staff/web'
import { Guarded } from '#desk/frame/web'
import { Banner, Button, Chips, Go, RefusalText, type Sorting, type TableView, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { CaseTable } from './case-table.tsx'
import { SavedViews } from './saved-views.tsx'
import { OFFERED, VIEWS, type View, isView } from './views.ts'
import { useWords } from './words.ts'

const MOST = '200'

export function CasesPage() {
  return <Guarded needs={['case.read-own', 'case.read-unit', 'case.read-bank']}><Worklist /></Guarded>
}

function Worklist() {
  const say = useWords()
  const [address, changeAddress] = useAddressState()
  const view: View = isView(address['view'] ?? '') ? address['view'] as View : 'all'
  const isMine = address['mine'] === '1'
  const states = VIEWS[view].join(',')
  const cases = useRead<z.output<typeof Cases>>(api.cases({ limit: MOST, q: address['search'], mine: isMine ? 'true' : undefined, state: states === '' ? undefined : states }))
  const owner = useMe().data?.staffId
  const isFiltered = view !== 'all' || isMine
  return (
    <div className="page stack">
      <div className="page-head"><h1>{say('title')}</h1></div>
      <RefusalText refusals={refusalsIn(cases.error)} />
      {cases.data && cases.data.next !== null ? <Banner tone="info">{say('more', { count: cases.data.count, shown: cases.data.cases.length })}</Banner> : null}
      <CaseTable
        title={say('title')} cases={cases.data?.cases ?? (cases.isError ? [] : null)} view={tableView(address)} onView={(next) => changeAddress(addressOf(next))}
        {...(cases.data ? { total: { count: cases.data.count, sums: { amount: cases.data.sumFen } } } : {})}
        empty={isFiltered ? { says: say('emptyView'), act: <Button onClick={() => changeAddress({ view: null, mine: null })}>{say('showAll')}</Button> } : { says: say('empty'), act: <Go className="button button-act" to={paths.customers()}>{say('toCustomers')}</Go> }}
        filters={(
          <>
            <Chips label={say('views')} value={view} onChange={(next) => changeAddress({ view: next === 'all' ? null : next })} choices={OFFERED.map((value) => ({ value, label: say(value), count: value === view ? cases.data?.count : undefined }))} />
            <button type="button" className="chip" aria-pressed={isMine} onClick={() => changeAddress({ mine: isMine ? null : '1' })}>{say('mine')}</button>
            {owner === undefined ? null : <SavedViews path={paths.cases()} owner={owner} />}
          </>
        )}
      />
    </div>
  )
}

/** Sorting and columns as they stand in the address: `sort=-amount`, `columns=customer,state`. */
function tableView(address: Readonly<Record<string, string>>): TableView {
  const { sort, columns } = address
  return { sorting: sort === undefined ? null : { column: sort.replace(/^-/, ''), falling: sort.startsWith('-') }, columns: columns?.split(',') ?? null }
}

function addressOf({ sorting, columns }: TableView): Record<string, string | null> {
  return { sort: sorting === null ? null : sortText(sorting), columns: columns?.join(',') ?? null }
}

function sortText({ column, falling }: Sorting): string {
  return falling ? `-${column}` : column
}
