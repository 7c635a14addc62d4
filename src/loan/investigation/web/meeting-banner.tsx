import { useState } from 'react'
import { pointerName } from '#common/assessment/domain'
import type { Meeting } from '#common/assessment/web'
import { useMe } from '#common/staff/web'
import { Banner, Button, clockTime } from '#ui'
import { useMeeting, useOpenCase } from './session-context.ts'
import { typedText } from './typed-text.ts'

/** More places than this are counted. */
const NAMED = 4

/** Someone saved meanwhile, from another desk or phone: what came in, and what is to be chosen. Nothing typed here is lost. */
export function MeetingBanner() {
  const met = useMeeting()
  const { session } = useOpenCase()
  if (met === null) return null
  if (met.clashes.length > 0) return <Choose key={met.clashes.map(({ pointer }) => pointer).join()} met={met} />
  return (
    <Banner tone="info">
      {met.by === null ? '已找回上次没有传上去的内容。' : <><Who met={met} />也改了这份调查，已并入{places(met.taken)}；您的改动都在。</>}
      <Button kind="quiet" onClick={() => session.noted()}>知道了</Button>
    </Banner>
  )
}

function Who({ met: { by, at } }: { met: Meeting }) {
  const me = useMe().data
  return <>{by === null ? '这份草稿' : `${me?.staffId === by.staffId ? '您在另一台设备上' : by.name}于 ${clockTime(at)} `}</>
}

function Choose({ met }: { met: Meeting }) {
  const { session } = useOpenCase()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const all = new Set(met.clashes.map(({ pointer }) => pointer))
  const other = met.by === null ? '现有' : '对方'
  const pick = (pointer: string, isTheirs: boolean): void => setTheirs((before) => new Set(isTheirs ? [...before, pointer] : [...before].filter((one) => one !== pointer)))
  return (
    <Banner tone="warning">
      <p><Who met={met} />{met.by === null ? '在您上次离线之后有改动' : '也改了这份调查'}，有 {met.clashes.length} 处与您写的不同，请逐处选用；选定前暂不存入，您的内容保留在本机。{met.taken.length === 0 ? '' : `其余${places(met.taken)}已并入。`}</p>
      <ul className="meeting">
        {met.clashes.map(({ pointer, mine, theirs: its }) => (
          <li key={pointer}>
            <b>{pointerName(pointer)}</b>
            <label><input type="radio" name={pointer} checked={!theirs.has(pointer)} onChange={() => pick(pointer, false)} />我的：{typedText(pointer, mine)}</label>
            <label><input type="radio" name={pointer} checked={theirs.has(pointer)} onChange={() => pick(pointer, true)} />{other}：{typedText(pointer, its)}</label>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="act" onClick={() => session.choose(theirs)}>按所选存入</Button>
        {met.clashes.length < 2 ? null : <><Button kind="quiet" onClick={() => setTheirs(new Set())}>都用我的</Button><Button kind="quiet" onClick={() => setTheirs(all)}>都用{other}的</Button></>}
      </div>
    </Banner>
  )
}

function places(pointers: readonly string[]): string {
  const names = [...new Set(pointers.map((pointer) => pointerName(pointer)))]
  return ` ${pointers.length} 处（${names.slice(0, NAMED).join('、')}${names.length > NAMED ? '等' : ''}）`
}
