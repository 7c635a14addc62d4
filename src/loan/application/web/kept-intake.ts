import { useEffect, useRef, useState } from 'react'
import { type Saving, api, clockTime, refusalsIn, send, useRead } from '#ui'
import { EMPTY_INTAKE, type TypedIntake } from './intake.ts'

/** How long the fingers rest before a form is saved. */
const REST_MS = 1_000

/** A form as the server kept it; null where this form did not write it. What the fields hold, the server reads again at filing. */
export function intakeOf(kept: unknown): TypedIntake | null {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null
  const isOwn = Object.entries(kept).every(([field, value]) => Object.hasOwn(EMPTY_INTAKE, field) && (value === null || typeof value !== 'object'))
  return isOwn ? { ...EMPTY_INTAKE, ...kept } : null
}

const placeOf = (customerId: string): string => `weidai.intake.${customerId}`

/** What was typed in this tab a moment ago, before it reached the server. */
function inTab(customerId: string): TypedIntake | null {
  try {
    return intakeOf(JSON.parse(sessionStorage.getItem(placeOf(customerId)) ?? 'null'))
  } catch {
    return null
  }
}

function keepInTab(customerId: string, intake: TypedIntake): void {
  if (intake === EMPTY_INTAKE) sessionStorage.removeItem(placeOf(customerId))
  else sessionStorage.setItem(placeOf(customerId), JSON.stringify(intake))
}

interface Draft {
  readonly draft: { readonly form: unknown; readonly savedAt: string } | null
  readonly conduct: { readonly phone: string }
}

export interface KeptIntake {
  readonly intake: TypedIntake
  readonly setIntake: (change: (before: TypedIntake) => TypedIntake) => void
  /** True when it goes on from what was typed before, here or on another device. */
  readonly takenUp: boolean
  readonly saving: Saving
  /** The phone a customer may call about conduct. */
  readonly conductPhone: string
  /** Begins anew and forgets what was kept. */
  readonly forget: () => Promise<void>
}

/**
 * The form of this person for this customer, kept on the server while it is typed: begun on the phone, finished at the desk. Until it
 * got there it stands in the tab, so that a reload between two saves loses nothing. Undefined while it is fetched.
 */
export function useKeptIntake(customerId: string): KeptIntake | undefined {
  const read = useRead<Draft>(api.intake(customerId))
  const [typed, setTyped] = useState<TypedIntake | null>(null)
  const [saving, setSaving] = useState<Saving>({ state: 'UNCHANGED' })
  const filed = useRef(false)
  const [tab] = useState(() => inTab(customerId))
  useEffect(() => {
    if (typed === null) return undefined
    keepInTab(customerId, typed)
    const save = async (): Promise<void> => {
      if (filed.current) return
      setSaving({ state: 'SAVING' })
      try {
        const { draft } = await send<Draft>('PUT', api.intake(customerId), { body: { form: typed === EMPTY_INTAKE ? null : typed } })
        keepInTab(customerId, EMPTY_INTAKE)
        setSaving(draft === null ? { state: 'UNCHANGED' } : { state: 'SAVED', at: clockTime(draft.savedAt) })
      } catch (error) {
        setSaving({ state: 'FAILED', says: refusalsIn(error)[0]?.message ?? '', onRetry: () => void save() })
      }
    }
    const timer = setTimeout(() => void save(), REST_MS)
    return () => clearTimeout(timer)
  }, [typed, customerId])
  if (read.data === undefined && !read.isError) return undefined
  const before = tab ?? intakeOf(read.data?.draft?.form ?? null)
  const forget = async (): Promise<void> => {
    filed.current = true
    keepInTab(customerId, EMPTY_INTAKE)
    await send('PUT', api.intake(customerId), { body: { form: null } })
  }
  return { intake: typed ?? before ?? EMPTY_INTAKE, setIntake: (change) => { filed.current = false; setTyped((now) => change(now ?? before ?? EMPTY_INTAKE)) }, takenUp: before !== null && typed === null, saving, conductPhone: read.data?.conduct.phone ?? '', forget }
}
