/** The words of a visit and what they are called. */
export const MODES = { ON_SITE: '到现场', OFF_SITE: '非现场' } as const
export const VISIT_STATES = { PLANNED: '已计划', STARTED: '调查中', CLOSED: '已结束' } as const
export const VISIT_STEPS = { plan: '计划', sites: '场所', photos: '照片', talk: '问答', trade: '清单', senses: '六到', inquiries: '侧面', check: '检查' } as const
export const BLOCKS = { OPERATION: '经营', MANAGEMENT: '管理', ORGANISATION: '组织', HISTORY: '经历' } as const
/** The blocks of a trade's checklist [S1-17]. */
export const TRADE_BLOCK_NAMES = { OPERATION: '经营', FINANCE: '财务', FUNDS: '资金', CUSTOMERS: '客群' } as const
export const SITE_KINDS = { SHOP: '店面', WAREHOUSE: '仓库', WORKSHOP: '加工场所', FIELD: '田间', HOME: '住所', OTHER: '其他' } as const
export const PHOTO_SHOWS = { FRONT: '门头', INSIDE: '店内', STOCK: '存货', BOOKS: '账本', METER: '电表', WITH_OFFICER: '与调查人合影', OTHER: '其他' } as const
export const PERSON_ROLES = { OWNER: '借款人', SPOUSE: '配偶', PARTNER: '合伙人', EMPLOYEE: '员工', FAMILY: '家人', OTHER: '其他' } as const
export const SEARCH_TARGETS = { NAME: '姓名', PHONE: '手机号', ENTERPRISE_CREDIT: '企业信用网', EXECUTED_PERSON: '被执行人', OTHER: '其他' } as const

export type VisitState = keyof typeof VISIT_STATES
export type VisitStep = keyof typeof VISIT_STEPS
export type SiteKind = keyof typeof SITE_KINDS
export type PhotoShows = keyof typeof PHOTO_SHOWS
export type Block = keyof typeof BLOCKS
export type SearchTarget = keyof typeof SEARCH_TARGETS

/** The keys of such a list as zod wants them. */
export function keysOf<W extends Readonly<Record<string, unknown>>>(words: W): [keyof W & string, ...(keyof W & string)[]] {
  return Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]
}
