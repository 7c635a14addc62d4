import { EmptyState, Go, paths } from '#ui'
import { useWords } from './words.ts'

export function NotFoundPage() {
  const say = useWords()
  return (
    <div className="page stack">
      <h1>{say('notFound')}</h1>
      <div className="panel"><EmptyState says={say('notFoundSays')} act={<Go className="button" to={paths.today()}>{say('toToday')}</Go>} /></div>
    </div>
  )
}
