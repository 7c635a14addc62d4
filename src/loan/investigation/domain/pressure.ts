import { z } from 'zod'
import { CivilDay } from '#common/assessment/domain'
import { keysOf } from './visit-words.ts'

export const PRESSURE_KINDS = { INTERCESSION: '说情', THREAT: '威胁' } as const
export const PRESSURE_CHANNELS = { IN_PERSON: '当面', PHONE: '电话', MESSAGE: '短信或微信', THROUGH_OTHERS: '托人转达' } as const

/** Someone put in a word or threatened; it is written down and changes no rule [S2-35]. */
export const NewPressure = z.strictObject({
  kind: z.enum(keysOf(PRESSURE_KINDS)).meta({ title: '类别' }), who: z.string().trim().min(1).max(60).meta({ title: '何人' }), relation: z.string().trim().min(1).max(60).meta({ title: '与客户的关系' }),
  happenedOn: CivilDay.meta({ title: '日期' }), channel: z.enum(keysOf(PRESSURE_CHANNELS)).meta({ title: '方式' }), says: z.string().trim().min(4).max(1000).meta({ title: '内容' }),
})
export type NewPressure = z.output<typeof NewPressure>
export const PressureRow = NewPressure.extend({ pressureId: z.uuid(), by: z.object({ staffId: z.uuid(), name: z.string() }), at: z.string() })
export type PressureRow = z.output<typeof PressureRow>
export const PressureRegister = z.object({ entries: z.array(PressureRow) })
