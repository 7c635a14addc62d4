const FORMAT = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** An instant as the people of the bank read it. */
export function dayAndClock(at: string): string {
  return FORMAT.format(new Date(at)).replaceAll('/', '-')
}
