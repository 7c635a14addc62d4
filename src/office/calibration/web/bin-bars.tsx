import type { CalibrationReport } from '#office/calibration/domain'

type Bin = CalibrationReport['indicators'][number]['bins'][number]

/** Share of cases in each bin, before and recently, side by side; the bad rate as a line of dots where loans are old enough. */
export function BinBars({ bins }: { bins: readonly Bin[] }) {
  const shares = bins.map((bin) => ({ key: `${bin.bin ?? ''}:${bin.points}`, label: String(bin.points), before: bin.shareBefore ?? 0, recent: bin.shareRecent ?? 0, cases: bin.cases, badRate: bin.good + bin.bad === 0 ? null : bin.bad / (bin.good + bin.bad) }))
  const all = bins.reduce((sum, bin) => sum + bin.cases, 0)
  const compared = bins.some((bin) => bin.shareBefore !== null)
  const most = Math.max(0.01, ...shares.flatMap(({ before, recent, cases }) => (compared ? [before, recent] : [all === 0 ? 0 : cases / all])))
  return (
    <div className="bin-bars" role="img" aria-label={shares.map(({ label, cases, badRate }) => `${label} 分 ${cases} 案${badRate === null ? '' : `，坏账率 ${(badRate * 100).toFixed(1)}%`}`).join('；')}>
      {shares.map(({ key, label, before, recent, cases, badRate }) => (
        <div key={key} className="bin-bar">
          <span className="bin-columns" aria-hidden>{compared ? <><i style={{ height: `${(before / most) * 100}%` }} /><i className="bin-recent" style={{ height: `${(recent / most) * 100}%` }} /></> : <i style={{ height: `${all === 0 ? 0 : (cases / all / most) * 100}%` }} />}</span>
          <small>{label} 分</small><small className="muted">{badRate === null ? '—' : `坏 ${(badRate * 100).toFixed(1)}%`}</small>
        </div>
      ))}
      {compared ? <p className="bin-legend small muted"><i /> 此前 <i className="bin-recent" /> 近期</p> : null}
    </div>
  )
}
