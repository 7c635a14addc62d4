import { RECOVERY_STEPS, type RecoveryStep } from '#common/policy/domain'
import { isDay } from '#kernel'
import { z } from 'zod'
import type { AskedKind } from './kinds.ts'

const [LONGEST_NAME, SHORTEST_RESOLUTION, LONGEST_TEXT, MOST_ROWS] = [60, 10, 2_000, 20]
const civilDay = (title: string) => z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' }).meta({ title })

/** What a recovery step is called. */
export const RECOVERY_STEP_NAMES: Readonly<Record<RecoveryStep, string>> = {
  DEMAND: '书面催收', VISIT: '上门催收', GUARANTOR: '向保证人追索', COLLATERAL: '处置抵质押物', LAWSUIT: '起诉或申请支付令', EXECUTION: '申请强制执行',
}

/** When a renewed loan may keep its class. */
export const RENEWAL_CONDITIONS = { LAWFUL: '依法合规经营', STABLE: '经营稳定，能持续经营', CREDIT: '信用良好，无挪用、欠贷、逃废债', STANDARDS: '符合本行发放条件', OTHER: '符合本行其他规定' } as const satisfies Record<string, string>
export type RenewalCondition = keyof typeof RENEWAL_CONDITIONS

export const Consent = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_NAME).meta({ title: '担保人' }), signedOn: civilDay('同意书签署日'), paper: z.string().trim().min(2, { error: '须填写同意书编号' }).max(LONGEST_NAME).meta({ title: '同意书编号' }),
})
export type Consent = z.output<typeof Consent>
const Consents = z.array(Consent).max(MOST_ROWS).default([]).meta({ title: '担保人书面同意' })
const Nothing = z.strictObject({})

/** What an act rests on beside its figures. */
export const GROUNDS = {
  RATE_CHANGED: Nothing, ACCELERATED: Nothing, RELIEVED: Nothing, REFUNDED: Nothing,
  EXTENDED: z.strictObject({ appliedOn: civilDay('客户申请日'), consents: Consents }),
  RESCHEDULED: z.strictObject({ consents: Consents }),
  RENEWED: z.strictObject({ conditions: z.array(z.enum(Object.keys(RENEWAL_CONDITIONS) as [RenewalCondition, ...RenewalCondition[]])).default([]).meta({ title: '可维持正常的条件' }) }),
  WRITTEN_OFF: z.strictObject({
    steps: z.array(z.strictObject({ step: z.enum(RECOVERY_STEPS).meta({ title: '追索措施' }), doneOn: civilDay('完成日'), says: z.string().trim().min(2).max(LONGEST_TEXT).meta({ title: '结果' }) })).max(MOST_ROWS).meta({ title: '已采取的追索措施' }),
    resolution: z.string().trim().min(SHORTEST_RESOLUTION, { error: `审贷会决议须写明，至少 ${SHORTEST_RESOLUTION} 个字` }).max(LONGEST_TEXT).meta({ title: '审贷会决议' }),
  }),
} as const satisfies Record<AskedKind, z.ZodType>
export type Grounds<K extends AskedKind> = z.output<(typeof GROUNDS)[K]>
export type AnyGrounds = Partial<Grounds<'EXTENDED'> & Grounds<'RENEWED'> & Grounds<'WRITTEN_OFF'>>
