import { useEffect } from 'react'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { useKitWords } from './kit-words.ts'

/** Where a page could not be fetched or fell over: what that means for what was typed, and the way on. It comes back by itself when the line does. */
export function BrokenPage({ error }: { error: unknown }) {
  const say = useKitWords()
  const isLineLost = !navigator.onLine || /import|fetch|preload/i.test(error instanceof Error ? error.message : '')
  useEffect(() => {
    if (!isLineLost) return
    const again = (): void => location.reload()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [isLineLost])
  return (
    <div className="page stack">
      <div className="panel">
        <EmptyState says={say(isLineLost ? 'pageAway' : 'pageBroken')} act={<div className="row"><Button onClick={() => history.back()}>{say('goBack')}</Button><Button kind="act" disabledReason={navigator.onLine ? null : say('noLine')} onClick={() => location.reload()}>{say('again')}</Button></div>} />
      </div>
    </div>
  )
}
