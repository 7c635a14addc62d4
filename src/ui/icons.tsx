/** One icon set, drawn on a 20-unit grid with a 1.5 stroke. Icons are always beside words or carry a label. */
const PATHS = {
  today: 'M4 4h12v12H4zM4 8h12M8 2v3M12 2v3M7 12l2 2 4-4',
  customers: 'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 3.4a3 3 0 0 1 0 5.2M15 12.4c1.9.7 3 2.4 3 4.6',
  cases: 'M5 2.5h7l3.5 3.5v11.5h-10.5zM12 2.5v3.5h3.5M7.5 10h5.5M7.5 13.5h5.5',
  me: 'M10 9.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17.5c0-3.5 2.9-5.5 6.5-5.5s6.5 2 6.5 5.5',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5l4 4',
  inbox: 'M3 11l2.5-7h9l2.5 7v5.5h-14zM3 11h4l1 2.5h4l1-2.5h4',
  policy: 'M10 3v14M5.5 17h9M4 6.5l6-1.5 6 1.5M4 6.5l-2 5h4zM16 6.5l-2 5h4z',
  settings: 'M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4',
  organisation: 'M7.5 2.5h5v4h-5zM2.5 13.5h5v4h-5zM12.5 13.5h5v4h-5zM10 6.5v3.5M5 13.5v-3.5h10v3.5',
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5l-10 10',
  warning: 'M10 3l8 14h-16zM10 8v4M10 14.5v.1',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9v5M10 6.2v.1',
  right: 'M7.5 4l6 6-6 6',
  down: 'M4 7.5l6 6 6-6',
  up: 'M4 12.5l6-6 6 6',
  left: 'M12.5 4l-6 6 6 6',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  download: 'M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13',
  columns: 'M3 4h14v12h-14zM7.7 4v12M12.3 4v12',
  print: 'M6 7v-4.5h8v4.5M6 14h-3v-7h14v7h-3M6 11.5h8v6h-8z',
  camera: 'M3 6h3l1.5-2h5l1.5 2h3v10.5h-14zM10 14a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  phone: 'M6 2.5h8v15h-8zM9 15h2',
  lock: 'M4.5 9h11v8h-11zM7 9v-2.5a3 3 0 0 1 6 0v2.5',
  out: 'M8 3h-4.5v14h4.5M8 10h9M13.5 6.5l3.5 3.5-3.5 3.5',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5v1.5M2 10h1.5M16.5 10h1.5M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 12.5a7 7 0 0 1-9-9 7 7 0 1 0 9 9z',
  evidence: 'M3 4h14v12h-14zM3 13l4-4 3.5 3.5 2.5-2.5 4 3.5M12.8 7.5v.1',
  formula: 'M14.5 4h-8l4.5 6-4.5 6h8',
  calendar: 'M3.5 4.5h13v12h-13zM3.5 8h13M7 2.5v3.5M13 2.5v3.5',
  back: 'M16 10h-12M9 5l-5 5 5 5',
  language: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM2.5 10h15M10 2.5c2.5 2 3.5 4.5 3.5 7.5s-1 5.5-3.5 7.5c-2.5-2-3.5-4.5-3.5-7.5s1-5.5 3.5-7.5z',
  upload: 'M10 13v-9M6 7.5l4-4 4 4M3.5 16.5h13',
  undo: 'M4 8h8a4.5 4.5 0 0 1 0 9h-5M7.5 4.5l-3.5 3.5 3.5 3.5',
} as const

export type IconName = keyof typeof PATHS

/** Decorative unless `label` is given. */
export function Icon({ name, size = 18, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" focusable="false" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <path d={PATHS[name]} />
    </svg>
  )
}
