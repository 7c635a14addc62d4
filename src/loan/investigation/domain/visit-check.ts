import type { CheckItem, Question, Senses, SiteRow } from './visit.ts'
import { PHOTO_SHOWS, type PhotoShows, SITE_KINDS, type SiteKind, type VisitStep } from './visit-words.ts'

/** What the pack asks of a visit. */
export interface VisitDemands {
  readonly dual: boolean
  readonly photosAtLeast: number
  readonly inquiriesAtLeast: number
  readonly photoShows: readonly PhotoShows[]
  readonly siteKinds: readonly SiteKind[]
}

/** What was recorded up to now. */
export interface VisitRecord {
  readonly onSite: boolean
  /** How many investigators confirmed, each from his own account, that they are there. */
  readonly present: number
  readonly sites: readonly Pick<SiteRow, 'siteId' | 'kind' | 'label' | 'notVisited' | 'arrivedAt' | 'leftAt'>[]
  readonly photos: readonly { readonly siteId: string | null; readonly shows: PhotoShows }[]
  readonly people: readonly { readonly role: string }[]
  readonly questions: readonly Question[]
  readonly answers: Readonly<Record<string, string>>
  readonly senses: Senses
  readonly inquiries: number
  readonly figures: readonly { readonly id: string; readonly name: string; readonly value: string | null }[]
  readonly excuses: Readonly<Record<string, string>>
}

type Line = Omit<CheckItem, 'state' | 'reason'> & { readonly isDone: boolean }
const line = (step: VisitStep, code: string, says: string, isDone: boolean, excusable = false): Line => ({ step, code, says, isDone, excusable })

/** Two investigators on the spot, where the pack wants two. */
const TOGETHER = 2

/** Everything a visit must hold before it can be closed, done or not [S1-65]. Nobody's post changes what is asked [S1-66]. */
export function checkVisit(record: VisitRecord, demands: VisitDemands): CheckItem[] {
  const lines = [
    ...(demands.dual ? [line('sites', 'presence.second', '两名调查人各自从本人账号确认在场', record.present >= TOGETHER)] : []),
    ...(record.onSite ? [...sites(record, demands), ...photos(record, demands)] : [line('photos', 'photos.count', '非现场核实至少留存 1 份影像', record.photos.length > 0)]),
    ...talk(record), ...senses(record),
    line('inquiries', 'inquiries', `侧面调查至少 ${demands.inquiriesAtLeast} 人，现有 ${record.inquiries} 人`, record.inquiries >= demands.inquiriesAtLeast),
  ]
  return lines.map(({ isDone, ...item }) => {
    const reason = item.excusable ? record.excuses[item.code] : undefined
    if (isDone) return { ...item, state: 'DONE', reason: null }
    return reason === undefined ? { ...item, state: 'MISSING', reason: null } : { ...item, state: 'EXCUSED', reason }
  })
}

/** What still stands in the way of closing. */
export function missingOf(items: readonly CheckItem[]): CheckItem[] {
  return items.filter(({ state }) => state === 'MISSING')
}

function sites({ sites: all, photos: taken }: VisitRecord, { siteKinds }: VisitDemands): Line[] {
  return [
    ...siteKinds.map((kind) => line('sites', `site-kind.${kind}`, `${SITE_KINDS[kind]}须列入场所`, all.some((site) => site.kind === kind), true)),
    ...all.flatMap((site) => site.notVisited === null
      ? [
          line('sites', `site.${site.siteId}`, `「${site.label}」须有到达与离开时间`, site.arrivedAt !== null && site.leftAt !== null),
          line('photos', `site-photo.${site.siteId}`, `「${site.label}」须有照片`, taken.some(({ siteId }) => siteId === site.siteId), true),
        ]
      : []),
    line('sites', 'sites.one', '至少实地到过一处场所', all.some(({ arrivedAt }) => arrivedAt !== null)),
  ]
}

function photos({ photos: taken }: VisitRecord, { photosAtLeast, photoShows }: VisitDemands): Line[] {
  return [
    line('photos', 'photos.count', `现场照片至少 ${photosAtLeast} 张，现有 ${taken.length} 张`, taken.length >= photosAtLeast),
    ...photoShows.map((shows) => line('photos', `photo.${shows}`, `须有「${PHOTO_SHOWS[shows]}」照片`, taken.some((one) => one.shows === shows), true)),
  ]
}

function talk({ people, questions, answers }: VisitRecord): Line[] {
  return [
    line('talk', 'people', '须登记见到的人', people.length > 0),
    line('talk', 'people.owner', '须见到借款人本人', people.some(({ role }) => role === 'OWNER')),
    ...questions.filter(({ trade }) => trade === null || trade.must).map(({ id, asks, trade }) => line(trade === null ? 'talk' : 'trade', `answer.${id}`, asks, (answers[id] ?? '') !== '', true)),
  ]
}

function senses({ onSite, senses: six, figures }: VisitRecord): Line[] {
  const twice = Object.values(six.askedTwice).every((text) => text !== '') && six.askedTwice.firstWho !== six.askedTwice.secondWho
  const hand = [['cashCounted', '手到：清点现金'], ['stockSampled', '手到：抽点存货'], ['cartonsOpened', '手到：开箱验货'], ['booksTurned', '手到：翻看账本']] as const
  return [
    ...(onSite ? [line('senses', 'senses.eye', '眼到：店、货、人、证照与住所', six.eye !== ''), ...hand.map(([id, says]) => line('senses', `senses.${id}`, says, six[id] !== '', true)), line('senses', 'senses.hand', '手到：至少亲手查验一项', hand.some(([id]) => six[id] !== ''))] : []),
    line('senses', 'senses.askedTwice', '问到：同一问题问过两个人', twice),
    ...figures.map(({ id, name, value }) => line('senses', `figure.${id}`, `脑到：离场前算出${name}`, value !== null, true)),
    line('senses', 'senses.brain', '脑到：现场测算的判断', six.brain !== ''),
    line('senses', 'senses.heart', '心到：矛盾之处与本人判断', six.heart !== ''),
  ]
}
