import { policyOn } from '#common/policy/server'
import { POSTS } from '#common/staff/domain'
import { unitsBelow } from '#common/staff/server'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

/** Units whose cost this person may register, by the posts the pack allows; why none, where there are none. */
export async function mayKeepCosts(tx: Tx, staff: Staff, on: Day): Promise<{ readonly units: readonly string[]; readonly why: string | null }> {
  const { policy } = await policyOn(tx, on)
  const allowed: readonly string[] = policy.organisation.costPosts
  const held = staff.permissions.has('cost.keep') ? staff.posts.filter(({ post }) => allowed.includes(post)) : []
  if (held.length === 0) return { units: [], why: `机构费用由${policy.organisation.costPosts.map((post) => POSTS[post]).join('、')}登记` }
  return { units: await unitsBelow(tx, held.map(({ unitId }) => unitId)), why: null }
}
