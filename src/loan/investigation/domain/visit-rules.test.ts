import { describe, expect, it } from 'vitest'
import { isWithin, leastMinutes, refuseAloneInEvening, refuseOffSite, refuseSameOfficer } from './visit-rules.ts'
import { visitBlocks } from './visit-requirement.ts'

const EVENING = { from: '18:30', to: '07:00' }

describe('rules of a visit', () => {
  it('gives an introduced customer 30 % more time, rounded up to the minute', () => {
    expect(leastMinutes(120, '1.30', true)).toBe(156)
    expect(leastMinutes(125, '1.30', true)).toBe(163)
    expect(leastMinutes(120, '1.30', false)).toBe(120)
  })

  it('knows the hours of a span that runs over midnight', () => {
    expect(['18:29', '18:30', '23:59', '00:00', '06:59', '07:00'].map((clock) => isWithin(clock, EVENING))).toEqual([false, true, true, true, true, false])
    expect(['08:59', '09:00', '17:00'].map((clock) => isWithin(clock, { from: '09:00', to: '17:00' }))).toEqual([false, true, false])
  })

  it('lets nobody go alone in the evening', () => {
    expect(() => refuseAloneInEvening('19:00', EVENING, { present: 1, companion: null })).toThrow('须有人陪同')
    expect(() => refuseAloneInEvening('19:00', EVENING, { present: 1, companion: '村主任 老周' })).not.toThrow()
    expect(() => refuseAloneInEvening('19:00', EVENING, { present: 2, companion: null })).not.toThrow()
    expect(() => refuseAloneInEvening('10:00', EVENING, { present: 1, companion: null })).not.toThrow()
  })

  it('keeps visits on site unless the pack allows the amount', () => {
    expect(() => refuseOffSite(100, 0)).toThrow('一律到现场')
    expect(() => refuseOffSite(20_000_001, 20_000_000)).toThrow('超过')
    expect(() => refuseOffSite(20_000_000, 20_000_000)).not.toThrow()
  })

  it('sends somebody else when the committee asks for the second time', () => {
    const before = new Set(['王磊', '李娜'])
    expect(() => refuseSameOfficer({ reInvestigations: 1, otherOfficerFrom: 2 }, before, '王磊')).not.toThrow()
    expect(() => refuseSameOfficer({ reInvestigations: 2, otherOfficerFrom: 2 }, before, '李娜')).toThrow('没有到过现场的人')
    expect(() => refuseSameOfficer({ reInvestigations: 2, otherOfficerFrom: 2 }, before, '周涛')).not.toThrow()
  })
})

describe('what stands in the way of a submission besides figures', () => {
  const fine = { closed: [{ round: 1, startedAt: '2025-03-12T01:00:00Z' }], visitAfter: null, searched: new Set(['NAME', 'PHONE'] as const), searches: ['NAME', 'PHONE'] as const, withoutReport: [] }
  const codes = (change: object) => visitBlocks({ ...fine, ...change }).map(({ code }) => code)

  it.each([
    [{}, []], [{ closed: [] }, ['visit.not-closed']], [{ visitAfter: '2025-03-20T01:00:00Z' }, ['visit.not-closed']], [{ searched: new Set(['NAME']) }, ['visit.not-searched']], [{ withoutReport: ['李强'] }, ['bureau.missing']],
  ])('%j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
})
