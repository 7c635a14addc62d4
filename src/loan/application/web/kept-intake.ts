import { useEffect, useRef, useState } from 'react'
import { type Saving, api, clockTime, refusalsIn, send, useRead } from '#ui'
import { EMPTY_INTAKE, type Intake } from './intake.ts'

/** How long the fingers rest before a form is saved. */
const REST_MS = 1_000

/** A form as the server kept it; null where this form did not write it. What the fields hold, the server reads again at filing. */
export function intakeOf(kept: unknown): Intake | null {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null
  const isOwn = Object.entries(kept).every(([field, value]) => Object.hasOwn(EMPTY_INTAKE, field) && (value === null || typeof value !== 'object'))
  return isOwn ? { ...EMPTY_INTAKE, ...kept } : null
}

interface Draft {
  readonly draft: { readonly form: unknown; readonly savedAt: string } | null
  readonly conduct: { readonly phone: string }
}

export interface KeptIntake {
  readonly intake: Intake
  readonly setIntake: (change: (before: Intake) => Intake) => void
  /** True when it goes on from what was typed before, here or on another device. */
  readonly takenUp: boolean
  readonly saving: Saving
  /** The phone a customer may call about conduct. */
  readonly conductPhone: string
  /** Begins anew and forgets what was kept. */
  readonly forget: () => Promise<void>
}

/** The form of this person for this customer, kept on the server while it is typed: begun on the phone, finished at the desk. Undefined while it is fetched. */
export function useKeptIntake(customerId: string): KeptIntake | undefined {
  const read = useRead<Draft>(api.intake(customerId))
  const [typed, setTyped] = useState<Intake | null>(null)
  const [saving, setSaving] = useState<Saving>({ state: 'UNCHANGED' })
  const filed = useRef(false)
  useEffect(() => {
    if (typed === null) return undefined
    const save = async (): Promise<void> => {
      if (filed.current) return
      setSaving({ state: 'SAVING' })
      try {
        const { draft } = await send<Draft>('PUT', api.intake(customerId), { body: { form: typed === EMPTY_INTAKE ? null : typed } })
        setSaving(draft === null ? { state: 'UNCHANGED' } : { state: 'SAVED', at: clockTime(draft.savedAt) })
      } catch (error) {
        setSaving({ state: 'FAILED', says: refusalsIn(error)[0]?.message ?? '', onRetry: () => void save() })
      }
    }
    const timer = setTimeout(() => void save(), REST_MS)
    return () => clearTimeout(timer)
  }, [typed, customerId])
  if (read.data === undefined && !read.isError) return undefined
  const before = intakeOf(read.data?.draft?.form ?? null)
  const forget = async (): Promise<void> => {
    filed.current = true
    await send('PUT', api.intake(customerId), { body: { form: null } })
  }
  return { intake: typed ?? before ?? EMPTY_INTAKE, setIntake: (change) => { filed.current = false; setTyped((now) => change(now ?? before ?? EMPTY_INTAKE)) }, takenUp: before !== null && typed === null, saving, conductPhone: read.data?.conduct.phone ?? '', forget }
}
