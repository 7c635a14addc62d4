import { expect, it } from 'vitest'
import { day } from '#kernel'
import { loadIndustry } from '#platform/packs'
import { answersIn, flowsOf, withRow } from './index.ts'

const ON = day('2025-03-12')
const FACTORY = { 'industry.machines': '3', 'industry.output-hour': '18', 'industry.hours-day': '20', 'industry.days-month': '26', 'industry.yield': '0.92', 'industry.unit-price': '6.80' }

it('one answer flows into every method it is an input of, and is read back once [S1-17]', () => {
  const { checklist, seasonIndex } = loadIndustry('small-manufacturing')
  const flows = flowsOf({ checklist, seasonIndex }, FACTORY, ON)
  const whole = flows.filter(({ waits, unfit }) => waits.length === 0 && unfit === null)
  expect(whole.map(({ method, account }) => `${method} ${account}`)).toEqual(['X27 sales', 'X27 capacity'])
  const checks = whole.reduce<Parameters<typeof withRow>[0]>((rows, flow) => withRow(rows, flow, 'note'), [])
  expect(checks).toMatchObject([{ account: 'sales', machines: 3, monthDays: 26, priceFen: 680 }, { account: 'capacity', machines: 3, monthDays: 26, priceFen: 680 }])
  expect(flows.find(({ method }) => method === 'X09')).toMatchObject({ answered: { priceFen: 680 }, waits: [{ id: 'power-units' }] })
  expect(answersIn(checklist, checks)).toEqual(FACTORY)
})

it('what was bought and what lay there before verify sales, the stock and what is owed for it', () => {
  const { checklist, seasonIndex } = loadIndustry('fmcg-wholesale')
  const flows = flowsOf({ checklist, seasonIndex }, { 'industry.opening-stock': '330,000.00', 'industry.purchases': '5,114,000.00' }, ON)
  expect(flows.filter(({ waits }) => waits.length === 0).map(({ method, account }) => `${method} ${account}`)).toEqual(['X07 sales', 'X18 inventory'])
  expect(flows.find(({ method }) => method === 'X20')?.waits.map(({ id }) => id)).toEqual(['pay-share', 'pay-days'])
})
