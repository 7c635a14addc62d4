import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width an element has now, so that SVG text keeps its true size; `assumed` where nothing is laid out (tests, print on the server). */
export function useWidth(assumed: number): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(assumed)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const watch = new ResizeObserver(() => { if (element.clientWidth > 0) setWidth(element.clientWidth) })
    setWidth(element.clientWidth || assumed)
    watch.observe(element)
    return () => watch.disconnect()
  }, [assumed])
  return [box, width]
}
