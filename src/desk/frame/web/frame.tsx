import './frame.css'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import type { Me } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import { Announcer, Banner, Button, EmptyState, Go, Icon, KeypadDock, SkeletonRows, paths, refusalsIn, useGo } from '#ui'
import { type Menu, type MenuEntry, menuFor } from './menu.ts'
import { TopBar } from './top-bar.tsx'
import { useWords } from './words.ts'

/** What stands around every page: top bar, menu, on the phone the bar at the foot. */
export function Frame() {
  const me = useMe()
  const say = useWords()
  if (me.data) return <Signed me={me.data} />
  if (me.isError) return <EmptyState says={refusalsIn(me.error)[0]?.message ?? say('unreachable')} act={<Button onClick={() => void me.refetch()}>{say('retry')}</Button>} />
  return <div className="frame"><div className="frame-top" /><div className="frame-menu" /><main className="frame-main"><div className="page"><SkeletonRows rows={8} /></div></main></div>
}

function Signed({ me }: { me: Me }) {
  const say = useWords()
  const go = useGo()
  const menu = menuFor(me)
  const pathname = useRouterState({ select: ({ resolvedLocation, location }) => (resolvedLocation ?? location).pathname })
  const isStuck = me.mustChangePassword && pathname !== paths.me()
  const home = menu.phone[0]?.to ?? paths.me()
  const hasNoToday = pathname === paths.today() && home !== paths.today()
  useEffect(() => {
    if (isStuck) go(paths.me(), { replace: true })
    else if (hasNoToday) go(home, { replace: true })
  }, [isStuck, hasNoToday, home, go])
  if (isStuck || hasNoToday) return null
  return (
    <div className="frame">
      <a className="frame-skip" href="#main">{say('skip')}</a>
      <TopBar me={me} />
      <SideMenu menu={menu} />
      <main className="frame-main" id="main" tabIndex={-1}>
        {me.mustChangePassword ? <div className="page"><Banner tone="warning">{say('mustChange')}</Banner></div> : null}
        <Suspense fallback={<div className="page"><SkeletonRows rows={8} /></div>}><Outlet /></Suspense>
        {pathname === paths.me() && !me.mustChangePassword ? <MoreOfMenu menu={menu} /> : null}
      </main>
      <BottomBar menu={menu} />
      <KeypadDock />
      <Announcer />
    </div>
  )
}

function SideMenu({ menu }: { menu: Menu }) {
  const say = useWords()
  const { pathname, search } = useRouterState({ select: (state) => ({ pathname: state.location.pathname, search: state.location.searchStr }) })
  const view = new URLSearchParams(search).get('view')
  return (
    <nav className="frame-menu" aria-label={say('menu')}>
      <ul>{menu.desks.map((entry) => <Entry key={entry.to} entry={entry} current={isIn(pathname, entry.to) && !menu.stages.some((stage) => stage.id === view)} />)}</ul>
      {menu.stages.length === 0 ? null : (
        <>
          <p className="frame-heading">{say('path')}</p>
          <ol className="frame-path">{menu.stages.map((stage) => <li key={stage.id}><Go to={stage.to} current={pathname === paths.cases() && view === stage.id}><i />{stage.name}</Go></li>)}</ol>
        </>
      )}
      {menu.rules.length === 0 ? null : (
        <>
          <p className="frame-heading">{say('rules')}</p>
          <ul>{menu.rules.map((entry) => <Entry key={entry.to} entry={entry} current={isIn(pathname, entry.to)} />)}</ul>
        </>
      )}
      {menu.administration.length === 0 ? null : (
        <>
          <p className="frame-heading">{say('administration')}</p>
          <ul>{menu.administration.map((entry) => <Entry key={entry.to} entry={entry} current={isIn(pathname, entry.to)} />)}</ul>
        </>
      )}
    </nav>
  )
}

/** On the phone, under 我的: the rest of the menu, which its bar has no room for. */
function MoreOfMenu({ menu }: { menu: Menu }) {
  const say = useWords()
  const rest = [...menu.desks, ...menu.rules, ...menu.administration].filter(({ to }) => menu.phone.every((entry) => entry.to !== to))
  if (rest.length === 0 && menu.stages.length === 0) return null
  return (
    <nav className="frame-more panel" aria-label={say('more')}>
      <ul>{rest.map((entry) => <Entry key={entry.to} entry={entry} current={false} />)}</ul>
      {menu.stages.length === 0 ? null : <p className="frame-heading">{say('path')}</p>}
      <ul>{menu.stages.map((stage) => <li key={stage.id}><Go to={stage.to}>{stage.name}</Go></li>)}</ul>
    </nav>
  )
}

function Entry({ entry, current }: { entry: MenuEntry; current: boolean }) {
  const say = useWords()
  return <li><Go to={entry.to} current={current}><Icon name={entry.icon} />{say(entry.word)}</Go></li>
}

/** The phone's bar: what the posts allow, and always 我的. */
function BottomBar({ menu }: { menu: Menu }) {
  const say = useWords()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav className="frame-bottom" aria-label={say('menu')}>
      {menu.phone.map((entry) => <Go key={entry.to} to={entry.to} current={isIn(pathname, entry.to)}><Icon name={entry.icon} size={22} />{say(entry.word)}</Go>)}
      <Go to={paths.me()} current={pathname === paths.me()}><Icon name="me" size={22} />{say('me')}</Go>
    </nav>
  )
}

function isIn(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`)
}
