import { useState } from 'react'
import type { SecondFactor, StepUpAct, SteppedUp } from '#common/staff/domain'
import { Field, Go, api, paths, refusalsIn, useRead, useWrite } from '#ui'

/** Asks for a code of the second factor before a named act on one case; `prove` returns the token that goes into the act, null when the code was not taken. */
export function useStepUp(act: StepUpAct, subject: string) {
  const [code, setCode] = useState('')
  const state = useRead<SecondFactor>(api.secondFactor())
  const write = useWrite<SteppedUp>({ changes: [api.secondFactor()] })
  const isEnrolled = typeof state.data?.enrolledAt === 'string'
  const refused = write.data?.refused ?? refusalsIn(write.error)[0]
  const prove = async (): Promise<string | null> => {
    const { token } = await write.mutateAsync({ path: api.stepUp(), body: { act, subject, code } }).catch(() => ({ token: null }))
    setCode('')
    return token
  }
  const whyNot = state.data === undefined ? '正在读取' : !isEnrolled ? '须先在「我的」页登记第二因子' : code.trim().length < 6 ? '请输入验证码' : null
  const field = state.data !== undefined && !isEnrolled
    ? <p>尚未登记第二因子，<Go to={paths.me()}>到「我的」页登记</Go>后再办理。</p>
    : (
      <Field label="验证码" required hint="身份验证器上的 6 位数字，或一个恢复码" error={refused === undefined ? null : [refused.message, refused.expected].filter(Boolean).join('；')}>
        {(control) => <input {...control} type="text" inputMode="text" autoComplete="one-time-code" value={code} maxLength={20} onChange={(event) => setCode(event.target.value)} />}
      </Field>
    )
  return { field, whyNot, isPending: write.isPending, prove }
}
