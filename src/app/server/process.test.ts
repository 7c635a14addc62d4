import { describe, expect, test } from 'vitest'
import { resolvePack, type PolicyPack } from '#common/policy/domain'
import { PERMISSIONS_OF, type Permission } from '#common/staff/domain'
import { STEPS, type Step } from '#common/task/domain'
import { anyOf } from '#platform/http'
import { shippedFiles, shippedPackNames } from '#platform/packs'
import { routesOf } from './routes.ts'

/** The act that does each step, null where nothing is done about it but on the way to another. */
const ACTS: Readonly<Record<Step, string | null>> = {
  ADMISSION: 'application.admit', ASSIGN: 'application.assign', PLAN: 'investigation.plan-visit', VISIT: 'investigation.close-visit', BUREAU: 'investigation.query-bureau', INVESTIGATE: 'investigation.submit',
  CORRECT: 'application.answer-correction', REVIEW: 'review.pass', CONVENE: 'committee.convene', VOTE: 'committee.cast-vote', SIGN: 'decision.sign', ANSWER: 'decision.inform', CONDITION: 'contract.meet-condition',
  CONTRACT: 'contract.draw-up', SIGNING: 'contract.open-signing', CONFIRM: 'contract.confirm', PAY_MAKE: 'contract.order', PAY_CHECK: 'contract.check', ARRIVAL: 'contract.confirm-arrival', FIRST_CHECK: null,
}
const routes = new Map(routesOf({ files: undefined as never }).map((route) => [route.act, route]))

function permissionsFor(act: string): readonly Permission[] {
  const may = routes.get(act)?.may
  expect(may, act).toBeDefined()
  return may === undefined || may === 'public' || may === 'signed-in' ? [] : anyOf(may)
}

describe.each(shippedPackNames())('the process of %s', (name) => {
  const [base = {}, ...above] = shippedFiles(name).map(({ source }) => source)
  const { organisation: { process } }: PolicyPack = resolvePack(base, ...above)

  test('gives no step to a post that may not do it', () => {
    const idle = (Object.keys(STEPS) as Step[]).flatMap((step) => {
      const act = ACTS[step]
      const needed = act === null ? [] : permissionsFor(act)
      return process[step].posts.filter((post) => act !== null && !needed.some((permission) => PERMISSIONS_OF[post].includes(permission))).map((post) => `${step}: ${post}`)
    })
    expect(idle).toEqual([])
  })
})
