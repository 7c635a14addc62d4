import { describe, expect, it } from 'vitest'
import { type VisitDemands, type VisitRecord, checkVisit, missingOf } from './visit-check.ts'
import { Senses } from './visit.ts'

const DEMANDS: VisitDemands = { dual: true, photosAtLeast: 6, inquiriesAtLeast: 2, photoShows: ['FRONT', 'INSIDE', 'STOCK', 'BOOKS', 'METER', 'WITH_OFFICER'], siteKinds: ['SHOP', 'HOME'] }
const site = (siteId: string, kind: 'SHOP' | 'HOME' | 'WAREHOUSE') => ({ siteId, kind, label: siteId, notVisited: null, arrivedAt: '2025-03-12T01:00:00Z', leftAt: '2025-03-12T02:00:00Z' })
const SENSES = Senses.parse({ eye: '看了', cashCounted: '点了', stockSampled: '抽了', cartonsOpened: '开了', booksTurned: '翻了', askedTwice: { question: '卖多少', firstWho: '老板', firstSays: '40万', secondWho: '店员', secondSays: '40万' }, brain: '算了', heart: '可信' })
const COMPLETE: VisitRecord = {
  onSite: true, present: 2, sites: [site('店', 'SHOP'), site('库', 'WAREHOUSE'), site('家', 'HOME')],
  photos: [...DEMANDS.photoShows.map((shows) => ({ siteId: '店', shows })), { siteId: '库', shows: 'STOCK' }, { siteId: '家', shows: 'INSIDE' }],
  people: [{ role: 'OWNER' }], questions: [{ id: 'trade-years', block: 'HISTORY', trade: null, asks: '从事本行业多久' }], answers: { 'trade-years': '八年' }, senses: SENSES, inquiries: 2,
  figures: [{ id: 'averageSales', name: '月均营业额', value: '480000' }], excuses: {},
}
const lacking = (change: Partial<VisitRecord>, demands = DEMANDS): string[] => missingOf(checkVisit({ ...COMPLETE, ...change }, demands)).map(({ code }) => code)
const without = (shows: string) => COMPLETE.photos.filter((photo) => photo.shows !== shows)

describe('the check before a visit is closed [S1-65]', () => {
  it('finds nothing missing in a complete visit', () => {
    expect(lacking({})).toEqual([])
  })

  it.each<[string, Partial<VisitRecord>, string[]]>([
    ['the second investigator', { present: 1 }, ['presence.second']],
    ['a site left open', { sites: [{ ...site('店', 'SHOP'), leftAt: null }, site('库', 'WAREHOUSE'), site('家', 'HOME')] }, ['site.店']],
    ['a site nobody went to', { sites: [site('店', 'SHOP'), { ...site('库', 'WAREHOUSE'), arrivedAt: null, leftAt: null }, site('家', 'HOME')] }, ['site.库']],
    ['a kind of site the pack wants', { sites: [site('店', 'SHOP'), site('库', 'WAREHOUSE')] }, ['site-kind.HOME']],
    ['a photo of a site', { photos: COMPLETE.photos.filter(({ siteId }) => siteId !== '家') }, ['site-photo.家']],
    ['enough photos', { photos: [{ siteId: '店', shows: 'FRONT' }, { siteId: '库', shows: 'STOCK' }, { siteId: '家', shows: 'INSIDE' }] }, ['photos.count', 'photo.BOOKS', 'photo.METER', 'photo.WITH_OFFICER']],
    ['the meter', { photos: without('METER') }, ['photo.METER']],
    ['people met', { people: [] }, ['people', 'people.owner']],
    ['the borrower himself', { people: [{ role: 'EMPLOYEE' }] }, ['people.owner']],
    ['an answer', { answers: {} }, ['answer.trade-years']],
    ['the eye', { senses: { ...SENSES, eye: '' } }, ['senses.eye']],
    ['the counted cash', { senses: { ...SENSES, cashCounted: '' } }, ['senses.cashCounted']],
    ['the sampled stock', { senses: { ...SENSES, stockSampled: '' } }, ['senses.stockSampled']],
    ['the opened cartons', { senses: { ...SENSES, cartonsOpened: '' } }, ['senses.cartonsOpened']],
    ['the turned books', { senses: { ...SENSES, booksTurned: '' } }, ['senses.booksTurned']],
    ['a question asked twice of two people', { senses: { ...SENSES, askedTwice: { ...SENSES.askedTwice, secondWho: '老板' } } }, ['senses.askedTwice']],
    ['the judgement of the head', { senses: { ...SENSES, brain: '' } }, ['senses.brain']],
    ['the judgement of the heart', { senses: { ...SENSES, heart: '' } }, ['senses.heart']],
    ['a figure worked out on the spot', { figures: [{ id: 'averageSales', name: '月均营业额', value: null }] }, ['figure.averageSales']],
    ['side inquiries', { inquiries: 1 }, ['inquiries']],
  ])('names %s', (_what, change, codes) => {
    expect(lacking(change)).toEqual(codes)
  })

  it('takes a reason for what does not apply, and for nothing that may not be left out [S1-66]', () => {
    const excuses = { 'photo.METER': '摊位没有单独电表', 'presence.second': '同事有事', inquiries: '周边无人', 'photos.count': '手机没电', 'people.owner': '老板出差' }
    expect(lacking({ photos: without('METER'), excuses })).toEqual([])
    expect(lacking({ present: 1, inquiries: 0, people: [{ role: 'SPOUSE' }], photos: COMPLETE.photos.slice(0, 3), excuses }).toSorted()).toContain('presence.second')
    expect(lacking({ present: 1, inquiries: 0, people: [{ role: 'SPOUSE' }], excuses })).toEqual(['presence.second', 'people.owner', 'inquiries'])
    expect(checkVisit({ ...COMPLETE, photos: without('METER'), excuses }, DEMANDS).find(({ code }) => code === 'photo.METER')).toMatchObject({ state: 'EXCUSED', reason: '摊位没有单独电表' })
  })

  it('is never closed without what was seen, what was handled and what was concluded, whatever is excused [S0-42]', () => {
    const nothing = { ...SENSES, eye: '', cashCounted: '', stockSampled: '', cartonsOpened: '', booksTurned: '', heart: '' }
    const excuses = Object.fromEntries(checkVisit({ ...COMPLETE, senses: nothing }, DEMANDS).map(({ code }) => [code, '客户不愿意配合']))
    expect(lacking({ senses: nothing, excuses })).toEqual(['senses.eye', 'senses.hand', 'senses.heart'])
    expect(lacking({ senses: { ...SENSES, cashCounted: '', stockSampled: '', cartonsOpened: '' }, excuses })).toEqual([])
  })

  it('counts a site with its reason as dealt with, but not when it is the only one', () => {
    const shut = { ...site('库', 'WAREHOUSE'), notVisited: '仓库在外地，视频查看', arrivedAt: null, leftAt: null }
    expect(lacking({ sites: [site('店', 'SHOP'), shut, site('家', 'HOME')], photos: COMPLETE.photos.filter(({ siteId }) => siteId !== '库') })).toEqual([])
    expect(lacking({ sites: [{ ...shut, kind: 'SHOP' }, { ...shut, kind: 'HOME' }] })).toContain('sites.one')
  })

  it('asks one investigator where the pack asks one, and no sites of a visit off site', () => {
    expect(lacking({ present: 1 }, { ...DEMANDS, dual: false })).toEqual([])
    expect(lacking({ onSite: false, sites: [], photos: [] })).toEqual(['photos.count'])
  })
})
