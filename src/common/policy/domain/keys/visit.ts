import { group, key } from '../key.ts'
import { guaranteeQuestions } from './guide.ts'
import { clockRange, count, listOf, money, oneOf, row, setOf, words } from '../values.ts'

export const VISIT_BLOCKS = ['OPERATION', 'MANAGEMENT', 'ORGANISATION', 'HISTORY'] as const
export const SITE_KINDS = ['SHOP', 'WAREHOUSE', 'WORKSHOP', 'FIELD', 'HOME', 'OTHER'] as const
export const PHOTO_SHOWS = ['FRONT', 'INSIDE', 'STOCK', 'BOOKS', 'METER', 'WITH_OFFICER', 'OTHER'] as const
export const SEARCH_TARGETS = ['NAME', 'PHONE', 'ENTERPRISE_CREDIT', 'EXECUTED_PERSON', 'OTHER'] as const
export const BUREAU_ROLES = ['BORROWER', 'SPOUSE', 'CO_BORROWER', 'FIRM', 'PARTNER', 'GUARANTOR'] as const

const question = row({ id: words, block: oneOf(...VISIT_BLOCKS), asks: words })

export const visit = group({
  title: '实地调查', anchor: 'APPLICATION',
  keys: {
    plannedMinutes: key(count(10, 1440), '一次实地调查计划用时（分钟）', 'P'),
    questions: key(listOf(question), '访前准备的问题', 'S2-52 S2-53'),
    guaranteeQuestions,
    companionHours: key(clockRange, '单独外出须有人陪同的时段', 'S2-87 P', { lock: 'WIDER' }),
    siteKinds: key(setOf(oneOf(...SITE_KINDS)), '必到的场所', 'S2-41 P'),
    photoShows: key(setOf(oneOf(...PHOTO_SHOWS)), '必拍的内容', 'S4-17 P'),
    searches: key(setOf(oneOf(...SEARCH_TARGETS)), '上会前必做的公开查询', 'S0-53'),
    bureauRoles: key(setOf(oneOf(...BUREAU_ROLES)), '须有征信报告的人', 'S2-33'),
    offSiteUpTo: key(money, '可以非现场调查的金额上限，0元为一律到现场', 'F-05 S4-15 P'),
    otherOfficerFrom: key(count(1, 10), '重新调查到第几次须换人到现场', 'P'),
  },
})
