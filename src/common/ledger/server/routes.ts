import { AccountRef, Accounts, BalanceQuestion, DifferenceQuestion, Differences, ExplainDifference, PeriodRef, Periods, RenameAccount, TransferQuestion, Transfers, TrialBalance, VoucherRef, VoucherShown, WithdrawPeriod } from '#common/ledger/domain'
import type { Day } from '#kernel'
import { type Route, route } from '#platform/http'
import { listAccounts, renameAccount } from './accounts.ts'
import { ensureChart } from './chart.ts'
import { explainDifference, listDifferences } from './control.ts'
import { listTransfers, readVoucher } from './drill.ts'
import { type FiguresOfMonth, closePeriod, confirmPeriod, listPeriods, monthAt, withdrawPeriod } from './periods.ts'
import { trialBalance } from './trial-balance.ts'

/** The ledger as finance reads it: balances, what moved them, what did not agree, the months. */
export function ledgerRoutes(around: { readonly figuresOfMonth: FiguresOfMonth }): Route[] {
  return [...balanceRoutes(), ...differenceRoutes(), ...periodRoutes(around.figuresOfMonth)]
}

function balanceRoutes(): Route[] {
  return [
    route({
      act: 'ledger.trial-balance', says: '试算平衡表：某日、某机构、某产品', method: 'GET', path: '/api/ledger/trial-balance', may: 'ledger.read', query: BalanceQuestion, answer: TrialBalance,
      handle: ({ query, businessDate, inBank }) => inBank((tx) => trialBalance(tx, query, businessDate)),
    }),
    route({ act: 'ledger.transfers', says: '科目明细：哪些记账动了它', method: 'GET', path: '/api/ledger/transfers', may: 'ledger.read', query: TransferQuestion, answer: Transfers, handle: ({ query, inBank }) => inBank((tx) => listTransfers(tx, query)) }),
    route({ act: 'ledger.voucher', says: '一张记账凭证', method: 'GET', path: '/api/ledger/vouchers/:voucherId', may: 'ledger.read', params: VoucherRef, answer: VoucherShown, handle: ({ params, inBank }) => inBank((tx) => readVoucher(tx, params.voucherId)) }),
    route({ act: 'ledger.accounts', says: '科目表', method: 'GET', path: '/api/ledger/accounts', may: 'ledger.read', answer: Accounts, handle: ({ inBank }) => inBank((tx) => listAccounts(tx)) }),
    route({
      act: 'ledger.rename-account', says: '改科目名称；科目号与用途不变', method: 'PUT', path: '/api/ledger/accounts/:code', may: 'ledger.close', params: AccountRef, body: RenameAccount, answer: Accounts,
      handle: ({ params, body, staff, businessDate, inBank }) => inBank(async (tx) => {
        await ensureChart(tx)
        await renameAccount(tx, staff, params.code, body.name, businessDate)
        return listAccounts(tx)
      }),
    }),
  ]
}

function differenceRoutes(): Route[] {
  return [
    route({ act: 'ledger.differences', says: '账务差异：总账与借据汇总不一致之处', method: 'GET', path: '/api/ledger/differences', may: 'ledger.read', query: DifferenceQuestion, answer: Differences, handle: ({ query, inBank }) => inBank((tx) => listDifferences(tx, query.view)) }),
    route({
      act: 'ledger.explain', says: '说明一笔账务差异的原因', method: 'POST', path: '/api/ledger/differences/explanation', may: 'ledger.explain', body: ExplainDifference, answer: Differences,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await explainDifference(tx, staff, body, { on: businessDate, now })
        return listDifferences(tx, 'open')
      }),
    }),
  ]
}

function periodRoutes(figuresOf: FiguresOfMonth): Route[] {
  const acting = ({ staff, businessDate, now }: Parameters<Parameters<typeof route>[0]['handle']>[0]) => ({ staff, on: businessDate as Day, now })
  return [
    route({ act: 'ledger.periods', says: '各月结账情况', method: 'GET', path: '/api/ledger/periods', may: 'ledger.read', answer: Periods, handle: ({ inBank }) => inBank((tx) => listPeriods(tx)) }),
    route({
      act: 'ledger.close-period', says: '月结：按当月账面结账', method: 'POST', path: '/api/ledger/periods/:month/closing', may: 'ledger.close', params: PeriodRef, answer: Periods,
      handle: (request) => request.inBank(async (tx) => {
        await closePeriod(tx, monthAt(request.params.month), acting(request), figuresOf)
        return listPeriods(tx)
      }),
    }),
    route({
      act: 'ledger.confirm-period', says: '确认月结，须由结账人以外的人', method: 'POST', path: '/api/ledger/periods/:month/confirmation', may: 'ledger.confirm', params: PeriodRef, answer: Periods,
      handle: (request) => request.inBank(async (tx) => {
        await confirmPeriod(tx, monthAt(request.params.month), acting(request), figuresOf)
        return listPeriods(tx)
      }),
    }),
    route({
      act: 'ledger.withdraw-period', says: '退回未确认的月结', method: 'POST', path: '/api/ledger/periods/:month/withdrawal', may: ['ledger.close', 'ledger.confirm'], params: PeriodRef, body: WithdrawPeriod, answer: Periods,
      handle: (request) => request.inBank(async (tx) => {
        await withdrawPeriod(tx, monthAt(request.params.month), request.body.reason, acting(request))
        return listPeriods(tx)
      }),
    }),
  ]
}
