import { useKitWords } from './kit-words.ts'

/** A grey shape of what comes; give it the size of the real thing so that the page does not jump. */
export function Skeleton({ width = '100%', height = 16 }: { width?: number | string; height?: number }) {
  return <span className="skeleton" style={{ width, height }} aria-hidden />
}

export function SkeletonRows({ rows }: { rows: number }) {
  const say = useKitWords()
  return (
    <div className="skeleton-rows" role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => <div key={row}><Skeleton width={`${28 + (row * 7) % 20}%`} /><Skeleton width="14%" /><Skeleton width="10%" /></div>)}
    </div>
  )
}
