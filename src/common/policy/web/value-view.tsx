import { type Condition, type Form, idsOf, part } from '#common/policy/domain'
import { fieldTitle } from './differences.ts'
import { type Place, conditionText, valueText } from './value-text.ts'
import { wordOf } from './value-words.ts'

type Rule = { readonly when: readonly Condition[]; readonly then: unknown }
interface Viewed { readonly form: Form; readonly value: unknown; readonly place: Place }

/** A line longer than this does not fit beside a name. */
const LONG = 26

/** Whether a value needs the whole width: a table, or more words than a line holds. */
export function isWide({ form, value, place }: Viewed): boolean {
  if (form.is === 'LIST') return form.item.is === 'ROW' || form.item.is === 'RULE' || valueText(form, value, place).length > LONG
  if (form.is !== 'ROW' && form.is !== 'SET' && form.is !== 'ENTRIES') return false
  return valueText(form, value, place).length > LONG
}

/** How much there is of a wide value, said where a short one would stand. */
export function sizeOf({ form, value }: Viewed): number {
  return Array.isArray(value) ? value.length : form.is === 'ROW' ? Object.keys(form.fields).length : form.is === 'ENTRIES' ? idsOf(value).length : 0
}

/** A wide value as the table a banker knows it by. */
export function WideValue({ form, value, place }: Viewed) {
  if (form.is === 'LIST' && form.item.is === 'ROW') return <RowsTable fields={form.item.fields} rows={value as readonly unknown[]} place={place} />
  if (form.is === 'ENTRIES') return <Fields fields={Object.fromEntries(idsOf(value).map((id) => [id, form.item]))} value={value} place={place} />
  if (form.is === 'ROW') return <Fields fields={form.fields} value={value} place={place} />
  return <Words form={form} value={value} place={place} />
}

function Fields({ fields, value, place }: { fields: Readonly<Record<string, Form>>; value: unknown; place: Place }) {
  const [first] = Object.values(fields)
  if (first?.is === 'LIST' && first.item.is === 'RULE') return <RuleMatrix fields={fields} outcome={first.item.outcome} value={value} place={place} />
  if (first?.is === 'ROW' && !isPair(first.fields)) return <EntriesTable fields={fields} columns={first.fields} value={value} place={place} />
  return (
    <dl className="policy-pairs">
      {Object.entries(fields).map(([name, form]) => <div key={name}><dt>{fieldTitle(name, place, value)}</dt><dd>{valueText(form, part(value, name), [...place, name])}</dd></div>)}
    </dl>
  )
}

/** Rows in order, as the authority matrix stands on paper. */
function RowsTable({ fields, rows, place }: { fields: Readonly<Record<string, Form>>; rows: readonly unknown[]; place: Place }) {
  const columns = Object.entries(fields)
  return (
    <div className="policy-scroll">
      <table className="policy-table">
        <thead><tr>{columns.map(([name, form]) => <th key={name} scope="col" className={alignment(form)}>{wordOf(name, place)}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{columns.map(([name, form]) => <td key={name} className={alignment(form)}>{valueText(form, part(row, name), [...place, name])}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

/** Entries under their ids, all with the same columns: the method catalogue, the scorecard. */
function EntriesTable({ fields, columns, value, place }: { fields: Readonly<Record<string, Form>>; columns: Readonly<Record<string, Form>>; value: unknown; place: Place }) {
  const shown = Object.entries(columns).filter(([name]) => name !== 'name')
  return (
    <div className="policy-scroll">
      <table className="policy-table">
        <thead><tr><th scope="col">{wordOf('name', place)}</th>{shown.map(([name, form]) => <th key={name} scope="col" className={alignment(form)}>{wordOf(name, place)}</th>)}</tr></thead>
        <tbody>
          {Object.keys(fields).map((id) => (
            <tr key={id}>
              <th scope="row">{fieldTitle(id, place, value)}</th>
              {shown.map(([name, form]) => <td key={name} className={alignment(form)}>{cell({ form, value: part(part(value, id), name), place: [...place, id, name] })}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The soft matrix: a row a column of the paper form, each zone with the answers that lie in it. */
function RuleMatrix({ fields, outcome, value, place }: { fields: Readonly<Record<string, Form>>; outcome: Form; value: unknown; place: Place }) {
  const zones = outcome.is === 'CHOICE' ? outcome.words : []
  const rulesOf = (name: string): readonly Rule[] => (part(value, name) ?? []) as readonly Rule[]
  const answers = (name: string, zone: string): string => rulesOf(name).filter((rule) => rule.then === zone).map((rule) => conditionText(rule, soleFigure(rulesOf(name)))).join('，或 ')
  return (
    <div className="policy-scroll">
      <table className="policy-table">
        <thead><tr><th />{zones.map((zone) => <th key={zone} scope="col">{wordOf(zone, place)}</th>)}</tr></thead>
        <tbody>{Object.keys(fields).map((name) => <tr key={name}><th scope="row">{wordOf(name, place)}</th>{zones.map((zone, i) => <td key={zone}>{answers(name, zone) || (i === zones.length - 1 ? '其余' : '—')}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

function cell(viewed: Viewed) {
  const { form, value } = viewed
  return form.is === 'LIST' && form.item.is === 'RULE' ? <Bins rules={value as readonly Rule[]} /> : valueText(form, value, viewed.place)
}

/** Bins of an indicator in the order they are tried, each with its points. */
function Bins({ rules }: { rules: readonly Rule[] }) {
  const sole = soleFigure(rules)
  return <ul className="policy-bins">{rules.map((rule, i) => <li key={i}>{conditionText(rule, sole)}<b>{String(rule.then)}</b></li>)}</ul>
}

function Words({ form, value, place }: Viewed) {
  const item = form.is === 'SET' || form.is === 'LIST' ? form.item : form
  return <ul className={`policy-words${form.is === 'LIST' ? ' policy-ordered' : ''}`}>{(value as readonly unknown[]).map((each, i) => <li key={i}>{item.is === 'CHOICE' ? fieldTitle(String(each), place, null) : valueText(item, each, place)}</li>)}</ul>
}

/** The figure all conditions speak of, when it is one: a table's row names it already. */
function soleFigure(rules: readonly Rule[]): string | undefined {
  const figures = new Set(rules.flatMap(({ when }) => when.map(({ figure }) => figure)))
  return figures.size === 1 ? [...figures][0] : undefined
}

function isPair(fields: Readonly<Record<string, Form>>): boolean {
  return ['value,unit', 'from,to'].includes(Object.keys(fields).join())
}

function alignment(form: Form): string {
  const inner = form.is === 'OR_NOTHING' ? form.of : form
  if (['PERCENT', 'MULTIPLE', 'COUNT', 'MONEY'].includes(inner.is)) return 'figure'
  return inner.is === 'SET' ? 'policy-wordy' : ''
}
