import { useRouterState } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Me, POSTS } from '#common/staff/domain'
import { may } from '#common/staff/web'
import { Go, Icon, api, paths, useGo, useRead } from '#ui'
import { Seal } from './seal.tsx'
import { useWords } from './words.ts'

export function TopBar({ me }: { me: Me }) {
  const say = useWords()
  const searched = useRouterState({ select: ({ location }) => location.pathname === paths.customers() ? new URLSearchParams(location.searchStr).get('search') ?? '' : '' })
  return (
    <header className="frame-top">
      <Go to={paths.today()} className="frame-bank" label={`${say('product')} ${me.bank.name}${me.bank.demonstration ? ` ${say('demonstration')}` : ''}`}><Seal /><b>{say('product')}</b><span>{me.bank.name}</span>{me.bank.demonstration ? <small>{say('demonstration')}</small> : null}</Go>
      <span className="frame-date" title={say('businessDate')}><Icon name="calendar" size={16} />{me.businessDate}</span>
      {may(me, 'customer.read') ? <SearchBox key={searched} searched={searched} /> : <span className="frame-search" />}
      {may(me, 'customer.read') ? <Inbox /> : null}
      <Go to={paths.me()} className="frame-me"><span className="frame-initial" aria-hidden>{[...me.name].at(-1)}</span><span><b>{me.name}</b><small>{postNames(me)}</small></span></Go>
    </header>
  )
}

/** How much waits for me and what I was told; nothing at all when there is nothing. */
function Inbox() {
  const say = useWords()
  const { waiting = 0, notices = 0 } = useRead<{ waiting: number; notices: number }>(api.inbox()).data ?? {}
  return (
    <span className="frame-trays">
      {waiting === 0 ? null : <Go to={paths.tasks()} className="frame-inbox" label={say('inbox', { count: waiting })}><Icon name="inbox" /><b>{waiting > 99 ? '99+' : waiting}</b></Go>}
      {notices === 0 ? null : <Go to={paths.notices()} className="frame-inbox" label={say('notices', { count: notices })}><Icon name="info" /><b>{notices > 99 ? '99+' : notices}</b></Go>}
    </span>
  )
}

/** One box for all ways to find a customer; `/` puts the caret into it. */
function SearchBox({ searched }: { searched: string }) {
  const say = useWords()
  const go = useGo()
  const [text, setText] = useState(searched)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', jump)
    return () => document.removeEventListener('keydown', jump)
  }, [])
  const find = (event: FormEvent): void => {
    event.preventDefault()
    go(paths.customers(text.trim()))
  }
  return (
    <form className="frame-search" role="search" onSubmit={find}>
      <Icon name="search" size={16} />
      <input ref={input} type="search" value={text} placeholder={say('search')} aria-label={say('searchShort')} onChange={(event) => setText(event.target.value)} />
      <kbd aria-hidden>/</kbd>
    </form>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function postNames(me: Me): string {
  return [...new Set(me.posts.map(({ post }) => POSTS[post]))].join(' · ')
}
