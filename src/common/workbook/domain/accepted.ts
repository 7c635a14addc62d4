import type { Calculation as Calc } from './calculation.ts'
import { CheckRows } from './check-rows.ts'
import { type Comp, NOTHING, made } from './comp.ts'
import { PASS } from './pass.ts'
import { ACCEPTANCE } from '#common/assessment/domain'
import { shareOfChecked } from './checked-accounts.ts'

const HOME = '明细'
const [FAR, ROUNDS] = [1000, 4]

/**
 * Accepted values (R6) laid out in cells: each check brought to the size of its account, those on one source joined to one (R8), the
 * values ranked, and the stated value kept or replaced by the rule of the pack.
 */
export class AcceptedValues {
  readonly rows: CheckRows
  private readonly calc: Calc
  private readonly accounts = new Map<string, Comp>()
  private readonly columns: Readonly<Record<'figure' | 'ok' | 'value' | 'away' | 'beyond' | 'one' | 'rank', number>>

  constructor(calc: Calc) {
    this.calc = calc
    this.rows = new CheckRows(calc)
    this.columns = this.lay()
  }

  /** The accepted value of an account where it differs from the stated one. */
  valueOf(account: string): Comp {
    let comp = this.accounts.get(account)
    if (comp === undefined) {
      this.accounts.set(account, NOTHING)
      this.accounts.set(account, comp = this.isReplaced(account) ? this.adopted(account) : NOTHING)
    }
    return comp
  }

  share(): Comp {
    return shareOfChecked(this.calc, this.rows)
  }

  private isReplaced(account: string): boolean {
    if (ACCEPTANCE.neverReplaced.has(account as never)) return false
    return this.calc.rows.get('checks')!.some(({ section }) => section.fields.some(({ path, kind }) => path[0] === 'account' && kind.is === 'CHOICE' && kind.codes.includes(account)))
  }

  private lay(): AcceptedValues['columns'] {
    const { rows, calc } = this
    const figure = (id: string) => (row: number) => (row === rows.size - 1 ? null : calc.figure(id, row, { ...calc.spot(PASS.STATED), home: HOME }))
    const ids = ['accountFigure', 'checkStated', 'checkValue', 'checkDeviation', 'checkTolerance'] as const
    const comps = ids.map((id) => Array.from({ length: rows.size }, (_, row) => figure(id)(row)))
    const missing = (row: number) => comps.some((of) => of[row] === null || of[row]!.known === null)
    const comp = (at: number, row: number) => comps[at]![row]!
    const zero = made('0', 'NUMBER', false, true)
    const ok = rows.column('可采信', (row) => (missing(row) ? zero : made(`IF(AND(${comps.map((of) => `ISNUMBER(${of[row]!.text})`).join(',')}),IF(AND(${comp(1, row).text}=0,${comp(0, row).text}<>0),0,1),0)`, 'NUMBER', false, true)))
    // A row nobody filled in shows empty cells: only those that count are read.
    const ofSeen = (title: string, text: (row: number) => string) => rows.column(title, (row) => (missing(row) ? zero : made(`IF(${rows.at(ok, row)}=1,${text(row)},0)`, 'NUMBER', true)))
    const own = ofSeen('科目值', (row) => comp(0, row).text)
    const value = ofSeen('推得值', (row) => `IF(${comp(1, row).text}=0,${comp(2, row).text},${comp(0, row).text}*${comp(2, row).text}/${comp(1, row).text})`)
    const beyond = ofSeen('超容忍', (row) => `IF(ABS(${comp(3, row).text})>${comp(4, row).text},1,0)`)
    const tolerance = ofSeen('容忍', (row) => comp(4, row).text)
    const away = rows.column('谨慎方向', (row) => made(`IF(OR(${[...ACCEPTANCE.higherIsPrudent].map((account) => `${rows.account(row)}="${account}"`).join(',')}),-1,1)`, 'NUMBER', false, true))
    const label = this.joinSources(ok)
    const at = (column: number, row: number) => rows.at(column, row)
    const earlier = rows.column('序', (row) => made(String(row), 'NUMBER', false, true))
    const one = rows.column('采一', (row) => {
      const [dv, v] = [at(away, row), at(value, row)]
      const others = `(${rows.all(label)}=${at(label, row)})*(${rows.all(ok)}=1)*((${dv}*${rows.all(value)}<${dv}*${v})+(${rows.all(value)}=${v})*((${rows.all(tolerance)}<${at(tolerance, row)})+(${rows.all(tolerance)}=${at(tolerance, row)})*(${rows.all(earlier)}<${row})))`
      return made(`IF(${at(ok, row)}=1,IF(SUMPRODUCT(${others})=0,1,0),0)`, 'NUMBER', false, true)
    })
    const rank = rows.column('名次', (row) => {
      const [dv, v] = [at(away, row), at(value, row)]
      return made(`IF(${at(one, row)}=1,1+SUMPRODUCT((${rows.range('account')}=${rows.account(row)})*(${rows.all(one)}=1)*((${dv}*${rows.all(value)}>${dv}*${v})+(${rows.all(value)}=${v})*(${rows.all(earlier)}<${row}))),0)`, 'NUMBER', false, true)
    })
    return { figure: own, ok, value, away, beyond, one, rank }
  }

  /** Rows that rest on one source, directly or through others, come to bear the number of the first of them. */
  private joinSources(ok: number): number {
    const { rows } = this
    let label = rows.column('同源组0', (row) => made(`IF(${rows.at(ok, row)}=1,${row},${FAR})`, 'NUMBER', false, true))
    for (let round = 1; round <= ROUNDS; round++) {
      const before = label
      label = rows.column(`同源组${round}`, (row) => made(`IF(${rows.at(ok, row)}=1,SUMPRODUCT(MIN(${FAR}-${rows.sharing(row)}*(${rows.range('account')}=${rows.account(row)})*(${FAR}-${rows.all(before)}))),${FAR})`, 'NUMBER', false, true))
    }
    return label
  }

  private adopted(account: string): Comp {
    const { rows, columns: c } = this
    const q = `"${account}"`
    const outside = (range: string) => range.startsWith('$') ? `${HOME}!${range}` : range
    const all = (column: number) => outside(rows.all(column))
    const accounts = outside(rows.range('account'))
    const higher = ACCEPTANCE.higherIsPrudent.has(account as never)
    const name = `采信 ${account}`
    const count = this.calc.once(`${name} 检验数`, () => made(`COUNTIFS(${accounts},${q},${all(c.one)},1)`, 'NUMBER', false, true)).text
    const stated = this.calc.once(`${name} 列示`, () => made(`SUMPRODUCT((${accounts}=${q})*(${all(c.one)}=1)*(${all(c.rank)}=1)*${all(c.figure)})`, 'NUMBER', false)).text
    const ranked = (rank: string) => `SUMIFS(${all(c.value)},${accounts},${q},${all(c.rank)},${rank})`
    const more = higher ? 'MAX' : 'MIN'
    const accepted = this.calc.once(`${name} 值`, () => {
      switch (this.calc.pack.checks.acceptMode) {
        case 'TOLERANCE_THEN_SECOND': {
          const doubts = `SUMPRODUCT((${accounts}=${q})*(${all(c.one)}=1)*(${all(c.beyond)}=1)*(${all(c.value)}${higher ? '>' : '<'}${stated}))`
          return made(`IF(${doubts}=0,${stated},${more}(${stated},${ranked(`MIN(2,${count})`)}))`, 'NUMBER', false)
        }
        case 'ALWAYS_MIN': return made(`${more}(${stated},${ranked(count)})`, 'NUMBER', false)
        case 'MEDIAN': return this.median({ accounts, q, values: all(c.value), ones: all(c.one), count, stated, higher, ranked })
        default: return NOTHING
      }
    }).text
    const rounded = account === 'margin' ? `ROUND(${accepted},12)` : `MAX(0,ROUND(${accepted}*(1+4E-15),0))`
    return this.calc.once(name, () => made(`IF(OR(${count}=0,${accepted}=${stated}),NA(),${rounded})`, 'NUMBER', true, account !== 'margin'))
  }

  /** The middle of the checks and the stated value; of an even number the more careful of the two. */
  private median({ accounts, q, values, ones, count, stated, higher, ranked }: { accounts: string; q: string; values: string; ones: string; count: string; stated: string; higher: boolean; ranked: (rank: string) => string }): Comp {
    const below = `SUMPRODUCT((${accounts}=${q})*(${ones}=1)*(${values}<${stated}))`
    const middle = higher ? `ROUNDUP(${count}/2,0)` : `INT(${count}/2)`
    const asc = (place: string) => (higher ? ranked(place) : ranked(`${count}+1-(${place})`))
    return made(`IF(${middle}<${below},${asc(`${middle}+1`)},IF(${middle}=${below},${stated},${asc(middle)}))`, 'NUMBER', false)
  }
}
