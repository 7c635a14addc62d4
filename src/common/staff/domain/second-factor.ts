import { z } from 'zod'

/** Acts that ask for the second factor, each for one case. */
export const STEP_UP_ACTS = { 'decision.sign': '有权人签批', 'loan.check': '放款复核' } as const satisfies Record<string, string>
export type StepUpAct = keyof typeof STEP_UP_ACTS
export const StepUpAct = z.enum(Object.keys(STEP_UP_ACTS) as [StepUpAct, ...StepUpAct[]]).meta({ title: '事项' })

/** Six digits of the device, or a recovery code. */
const Code = z.string().trim().min(6).max(20).meta({ title: '验证码', secret: true })
const Instant = z.string()

/** Why a code was not taken; null when it was. */
const CodeRefused = z.object({ code: z.string(), message: z.string(), expected: z.string() }).nullable()

export const SecondFactor = z.object({ enrolledAt: Instant.nullable(), lockedUntil: Instant.nullable(), recoveryCodesLeft: z.int() })
export type SecondFactor = z.output<typeof SecondFactor>

/** Whoever enrols proves with the password that it is his session. */
export const BeginEnrolment = z.strictObject({ password: z.string().min(1).max(128).meta({ title: '密码', secret: true }) })
export const EnrolmentBegun = z.object({ secret: z.string(), uri: z.string(), /** The address as a picture, SVG. */ qr: z.string() })
export type EnrolmentBegun = z.output<typeof EnrolmentBegun>
export const ConfirmEnrolment = z.strictObject({ code: Code })
/** The recovery codes are in this answer and nowhere else. */
export const EnrolmentConfirmed = z.object({ refused: CodeRefused, recoveryCodes: z.array(z.string()) })
export type EnrolmentConfirmed = z.output<typeof EnrolmentConfirmed>

export const StepUp = z.strictObject({ act: StepUpAct, subject: z.uuid().meta({ title: '业务' }), code: Code })
/** `token` goes into the body of the act as `stepUp`. */
export const SteppedUp = z.object({ refused: CodeRefused, token: z.string().nullable(), expiresAt: Instant.nullable() })
export type SteppedUp = z.output<typeof SteppedUp>

/** The token of a step-up in the body of an act. */
export const StepUpToken = z.string().min(20).max(100).nullable().default(null).meta({ title: '二次验证', secret: true })
