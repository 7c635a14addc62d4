import { useRouter, useRouterState } from '@tanstack/react-router'
import { type MouseEvent, type ReactNode, useCallback, useMemo } from 'react'

/** A link inside the app, to an address from `paths`. Opens in a new tab like any link; its page is fetched as soon as it is pointed at. */
export function Go({ to, children, className, current, label }: { to: string; children: ReactNode; className?: string; current?: boolean; label?: string }) {
  const go = useGo()
  const router = useRouter()
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return <a href={to} className={className} aria-label={label} aria-current={current ? 'page' : undefined} onClick={follow} onMouseEnter={() => void router.preloadRoute({ to: to.split('?')[0] ?? to })}>{children}</a>
}

export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter()
  return useCallback((to, options) => { if (options?.replace) history.replace(to); else history.push(to) }, [history])
}

/** Screen state that belongs in the address: filters, sorting, the open sheet. An empty value leaves the address. */
export function useAddressState(): [Readonly<Record<string, string>>, (change: Readonly<Record<string, string | null>>) => void] {
  const { history } = useRouter()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const values = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search])
  const change = useCallback((next: Readonly<Record<string, string | null>>) => {
    const query = new URLSearchParams(history.location.search)
    for (const [name, value] of Object.entries(next)) {
      if (value === null || value === '') query.delete(name)
      else query.set(name, value)
    }
    const text = query.toString()
    history.replace(`${history.location.pathname}${text === '' ? '' : `?${text}`}`)
  }, [history])
  return [values, change]
}
