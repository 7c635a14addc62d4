import type { ProductPageAnswer } from '#common/product/domain'
import { Banner, Go, clockDay, clockTime, paths } from '#ui'
import { useWords } from './words.ts'

/** Drafts of this product that wait for signatures: who wrote them, when, and the way there; a second draft changes nothing of the first. */
export function Waiting({ page }: { page: ProductPageAnswer }) {
  const say = useWords()
  const waiting = page.versions.filter(({ status }) => status === 'DRAFT' || status === 'SIGNED_ONCE')
  if (waiting.length === 0) return null
  return (
    <Banner tone="warning">
      {say('waitingDrafts')}
      {waiting.map(({ versionId, version, authorName, writtenAt, effectiveOn }) => <div key={versionId}><Go to={paths.product(String(page.product['code']))}>{say('waitingDraft', { version, name: authorName, at: `${clockDay(writtenAt)} ${clockTime(writtenAt)}`, on: effectiveOn })}</Go></div>)}
    </Banner>
  )
}
