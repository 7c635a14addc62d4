import { type WatchList, whyText } from '#common/customer/domain'
import { Banner, Go, api, paths, useRead } from '#ui'
import { useWords } from './words.ts'

/** Says before anything is typed that the bank remembers a rejected case of this customer; it hinders nobody. */
export function WatchHint({ customerId }: { customerId: string }) {
  const say = useWords()
  const entries = (useRead<WatchList>(api.watchList(customerId)).data?.entries ?? []).filter(({ released }) => released === null)
  if (entries.length === 0) return null
  return (
    <Banner tone="warning">
      {say('watched')} {entries.map(({ caseNumber, putOn, why }) => `${caseNumber}（${putOn}，${whyText(why)}）`).join('；')} <Go to={paths.customer(customerId)}>{say('watchedMore')}</Go>
    </Banner>
  )
}
