import { Banner } from '#ui'

/** What everyone must see before he votes: each member alone can stop this case. */
export function VetoBanner({ mayVeto, vetoed }: { mayVeto: boolean; vetoed: boolean }) {
  if (vetoed) return <Banner tone="stop">本案被一票否决。</Banner>
  if (!mayVeto) return null
  return <Banner tone="stop">一票否决权成立：每位委员可单独否决本案。</Banner>
}
