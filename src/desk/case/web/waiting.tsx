import { SkeletonRows } from '#ui'

/** The page in outline while it is fetched, so that nothing jumps. */
export function Waiting() {
  return <div className="case"><div className="case-path" /><div className="case-main"><div className="panel"><SkeletonRows rows={12} /></div></div><div className="case-rail" /></div>
}
