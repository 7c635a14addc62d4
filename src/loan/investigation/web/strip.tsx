import { useMemo } from 'react'
import type { Account, AccountMethods, CheckResult } from '#common/assessment/domain'
import { methodName, useAssessment, useCase } from '#common/assessment/web'
import { useFigures } from '#common/figures/web'
import { formatYuan, percentSigned } from './strip-text.ts'
import { AccountStrip, Icon, type StripCheck } from '#ui'
import { ACCOUNT_FIGURES, ACCOUNT_NAMES } from './check-methods.ts'

/** What was listed, where an accepted value may take its place. */
const STATED: Partial<Record<Account, string>> = { sales: 'annualSalesStated', margin: 'weightedMarginStated', inventory: 'inventoryStated', receivables: 'receivablesStated', payables: 'payablesStated', cash: 'cashStated', bankDeposit: 'bankDepositStated', fixedAssets: 'fixedAssetsStated', loans: 'loansStated', privateLoans: 'privateLoansStated', householdExpense: 'householdExpenseAverageStated', wage: 'wageMonthlyStated', fixedCosts: 'fixedCostsStated', prepayments: 'prepaymentsStated', prepaidRent: 'prepaidRentStated', otherReceivable: 'otherReceivableStated', advances: 'advancesStated', otherLiabilities: 'otherLiabilitiesStated' }

/** The picture of one account as judged now. */
export function Strip({ account, isOpen, onToggle, done }: { account: Account; isOpen: boolean; onToggle: () => void; done: AccountMethods | undefined }) {
  const store = useCase()
  const { ask } = useFigures()
  const { checks, accepted } = useAssessment()
  const tolerance = Number(store.pack.checks.deviationTolerance)
  const own = useMemo(() => checks.map((check, at) => ({ check, at })).filter(({ check }) => check.account === account), [checks, account])
  const shown = own.map(({ check, at }) => stripCheck(check, `${at}`, check.method === 'ORAL' ? '口述' : methodName(store, check.method) || METHODS_BESIDE[check.method] || '', tolerance))
  const isRate = account === 'margin'
  const text = (id: string | null): string => (id === null ? '—' : printed(store.figures.value(id, 0), isRate))
  const figure = ACCOUNT_FIGURES[account]
  const cut = accepted.find((one) => one.account === account)
  const acceptedText = text(figure)
  const statedText = cut === undefined ? acceptedText : text(STATED[account] ?? figure)
  const worst = own.filter(({ check }) => check.kind === 'STATEMENT' && check.deviation !== null).map(({ check }) => Math.abs(Number(check.deviation))).reduce((most, one) => Math.max(most, one), 0)
  const hasDeviation = own.some(({ check }) => check.kind === 'STATEMENT' && check.deviation !== null)
  const holds = worst <= tolerance
  if (own.length === 0 && done === undefined) return <Absent name={ACCOUNT_NAMES[account]} text={acceptedText} isOpen={isOpen} onToggle={onToggle} />
  return (
    <div className={`account-strip${holds ? '' : ' account-broken'}`}>
      <button type="button" className="account-toggle" aria-expanded={isOpen} aria-label={`${ACCOUNT_NAMES[account]}的检验`} onClick={onToggle}><Icon name={isOpen ? 'down' : 'right'} size={14} /></button>
      <AccountStrip
        name={ACCOUNT_NAMES[account]} statedText={statedText} acceptedText={acceptedText} tolerance={tolerance} checks={shown} worstText={hasDeviation ? `${(worst * 100).toFixed(2)} %` : null}
        holds={holds} onWhereFrom={() => (figure === null ? onToggle() : ask({ figure, index: 0 }))} onCheck={onToggle} {...(cut === undefined ? {} : { accepted: ratioOf(cut.accepted, own.find(({ check }) => check.deviation !== null)?.check.stated) })}
      />
      {own.length === 0 || done === undefined || done.enough ? null : <span className="account-lacks"><Icon name="warning" size={12} />{lacks(done)}</span>}
    </div>
  )
}

/** An account without balance that nobody checked: nothing to verify, and still a place to begin. */
function Absent({ name, text, isOpen, onToggle }: { name: string; text: string; isOpen: boolean; onToggle: () => void }) {
  return (
    <div className="account-strip account-absent">
      <button type="button" className="account-toggle" aria-expanded={isOpen} aria-label={`${name}的检验`} onClick={onToggle}><Icon name={isOpen ? 'down' : 'right'} size={14} /></button>
      <p><span>{name}</span><span className="muted">{text}</span><span className="small muted">没有余额，不须检验</span></p>
    </div>
  )
}

const METHODS_BESIDE: Readonly<Record<string, string>> = { X23: '权益检验', X25: '净利检验' }

function lacks(done: AccountMethods | undefined): string {
  const count = new Set(done?.done.map(({ method }) => method)).size
  if (count < 2) return count === 0 ? '还没有检验' : '还缺第二种独立方法'
  return done?.done.some(({ strong }) => strong) ? '两种方法的凭据须互不相同' : '还缺一种强证据方法'
}

function stripCheck(check: CheckResult, id: string, says: string, tolerance: number): StripCheck {
  const deviation = check.deviation === null ? null : Number(check.deviation)
  return {
    id, method: check.method === 'ORAL' ? '口述' : check.method, says, deviation, deviationText: percentSigned(check.deviation), valueText: valueText(check), kind: check.kind, strength: check.strength,
    holds: check.kind === 'ORAL' || deviation === null || Math.abs(deviation) <= tolerance,
  }
}

function valueText({ check, stated, unit }: CheckResult): string {
  if (check === null) return '材料不足'
  switch (unit) {
    case 'FEN': return formatYuan(Number(check))
    case 'RATE': case 'GRADE': return percentSigned(String(check))
    case 'RATIO': return String(check)
    case 'VOICES': return `${check} 人证实，共问 ${stated} 人`
  }
}

function printed(value: unknown, isRate: boolean): string {
  return value === null ? '—' : isRate ? percentOf(value) : formatYuan(Number(value))
}

function percentOf(value: unknown): string {
  return percentSigned(value === null ? null : value)
}

/** For drawing only: how far the accepted value lies from the stated one. */
function ratioOf(accepted: number | string, stated: number | string | null | undefined): number {
  return stated === null || stated === undefined || Number(stated) === 0 ? 0 : Number(accepted) / Number(stated) - 1
}
