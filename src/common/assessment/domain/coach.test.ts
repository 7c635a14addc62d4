import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { type CaseFile, CaseFile as CaseFileForm, Judgement, coach, methodsByAccount } from './index.ts'

const coached = (changes: Changes = {}, pack: Changes = {}) => coach(new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack)))
const at = (method: string, account: string) => exampleCase('gc-01').checks.findIndex((check) => check.method === method && check.account === account)
const without = (...pairs: readonly (readonly [string, string])[]): Changes => ({ '/checks': exampleCase('gc-01').checks.filter((check) => !pairs.some(([method, account]) => check.method === method && check.account === account)) })
const why = (changes: Changes) => Object.fromEntries(coached(changes).weak.map((each) => [each.account, each.why.join(' ')]))

describe('the coach', () => {
  it('has nothing to say of a whole investigation: you may leave', () => {
    expect(coached()).toEqual({ weak: [], next: null, statements: [], minutesLeft: 0, mayLeave: true })
  })

  it('names the account that lost a method, and the check that closes it [S1-65]', () => {
    const { weak, next, minutesLeft, mayLeave } = coached(without(['X16', 'receivables']))
    expect(weak).toMatchObject([{ account: 'receivables', why: ['ONE_METHOD'], steps: [{ method: 'X03', minutes: 2, onSite: false, closes: true }] }])
    expect([next?.method, minutesLeft, mayLeave]).toEqual(['X03', 2, true])
  })

  it('sends nobody home while an account needs the shop', () => {
    const { weak, mayLeave, next } = coached(without(['X12', 'cash'], ['X01', 'cash']))
    expect(weak).toMatchObject([{ account: 'cash', why: ['NO_METHOD'], steps: [{ method: 'X12' }, { method: 'X01', closes: true }] }])
    expect([mayLeave, next]).toMatchObject([false, { account: 'cash', method: 'X12', onSite: true }])
  })

  it('says what is wrong with what is there: one basis for two, no strong one, the word of the customer alone', () => {
    expect(why({ [`/checks/${at('X16', 'receivables')}/evidence`]: ['ar-confirm'] })).toEqual({ receivables: 'SAME_EVIDENCE' })
    expect(why({ '/checks': [{ method: 'X08', account: 'sales', seasonSalesFen: 148_500_000, seasonIndex: '0.255', evidence: ['season-ledger'] }, { method: 'X32', account: 'sales', staff: '3', evidence: ['wage-slips'] }, ...exampleCase('gc-01').checks.filter(({ account }) => account !== 'sales')] })).toEqual({ sales: 'NO_STRONG' })
    expect(why(without(['X11', 'netProfit'], ['X05', 'netProfit']))).toEqual({ netProfit: 'ONE_METHOD' })
  })

  it('asks for the cause of a deviation before you leave, without another check', () => {
    const beyond = { [`/checks/${at('X12', 'cash')}/takingsFen`]: 5_000_000 }
    expect(coached(beyond)).toMatchObject({ weak: [{ account: 'cash', why: ['UNEXPLAINED'], steps: [], unexplained: [at('X12', 'cash')] }], mayLeave: false })
    expect(coached({ ...beyond, [`/checks/${at('X12', 'cash')}/cause`]: '昨晚的收款今早已存' }).weak).toEqual([])
  })

  it('picks for sales among the methods of the trade, first the one whose evidence already lies in the case', () => {
    const bare = { '/checks': exampleCase('gc-01').checks.filter(({ account }) => account !== 'sales') }
    const fits = new Set<string>(packFor('fmcg-wholesale').industry.salesMethods)
    const [sales] = coached(bare).weak
    expect(sales?.steps.every(({ method }) => fits.has(method))).toBe(true)
    const bill = { id: 'bill-9', class: 'SYSTEM_DATA', kind: 'BILL', title: '微信账单' }
    expect(coached({ ...bare, '/evidence': [...exampleCase('gc-01').evidence.filter(({ kind }) => kind !== 'BILL' && kind !== 'INVOICES'), bill] }).next).toMatchObject({ account: 'sales', method: 'X14', evidence: ['bill-9'] })
  })

  it('fills in what the case and the pack know', () => {
    const steps = (changes: Changes, account: string) => coached({ ...without(['X15', account], ['X01', account], ['X20', account], ['X13', account]), ...changes }).weak.find((each) => each.account === account)?.steps
    expect(steps({}, 'bankDeposit')?.find(({ method }) => method === 'X15')?.filled).toEqual({ demandRate: '0.0010' })
  })

  it('each step, done with evidence of its own, closes what it says: on two hundred cases with checks taken away', () => {
    const file = exampleCase('gc-01')
    for (let round = 0; round < 200; round++) {
      const kept = file.checks.filter((_, i) => ((round * 7919 + i * 104_729) % 97) > (round % 60))
      const judgement = new Judgement({ ...file, checks: kept }, packFor('fmcg-wholesale'))
      const { weak } = coach(judgement)
      const lacking = methodsByAccount(judgement.sheet.source, { checks: judgement.pack.checks, payRatio: 1 }, judgement.sheet).filter(({ enough }) => !enough)
      expect(weak.filter(({ steps }) => steps.length > 0).map(({ account }) => account)).toEqual(lacking.map(({ account }) => account))
      for (const { steps } of weak) if (steps.length > 0) expect(steps.at(-1)?.closes).toBe(true)
    }
  })

  it('a check just opened says nothing until something is typed or laid under it', () => {
    const opened = (check: object) => new Judgement(exampleCase('gc-01', { '/checks': [...exampleCase('gc-01').checks, check] }), packFor('fmcg-wholesale')).sheet
    const cash = { method: 'X01', account: 'cash', documentsFen: 0, evidence: [] }
    const index = exampleCase('gc-01').checks.length
    expect(opened(cash).figure('checkValue', index)).toBeNull()
    expect(opened(cash).source.adopted).toEqual({})
    expect(opened({ method: 'X02', account: 'sales', units: '12', turns: '1', persons: '1', priceFen: 0, evidence: [] }).figure('checkValue', index)).toBeNull()
    expect(opened({ ...cash, evidence: ['cash-count'] }).figure('checkValue', index)).toBe(0)
  })

  it('begins a new case with the statements nobody has begun', () => {
    const { balance: _balance, income: _income, equity: _equity, checks: _checks, ...rest } = exampleCase('gc-01')
    const blank: CaseFile = CaseFileForm.parse({ ...rest, balance: {}, income: {}, equity: null, checks: [] })
    const said = coach(new Judgement(blank, packFor('fmcg-wholesale')))
    expect(said.statements).toEqual(expect.arrayContaining(['资产负债表', '损益表', '权益检验表']))
    expect(said.mayLeave).toBe(false)
  })
})
