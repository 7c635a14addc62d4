import { ListLedger, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 固定资产: cost less straight-line depreciation, never above what second-hand dealers pay. */
export function FixedAssetsSheet() {
  const cutOffOn = usePlace<string>('/cutOffOn')
  return (
    <ListLedger
      title="固定资产" code="A08" list="/balance/fixedAssets" total="fixedAssets" hint="直线折旧，净值不高于二手价" blank={{ label: '新资产', boughtIn: cutOffOn.slice(0, 7), costFen: 0, lifeMonths: 60, evidence: [] }}
      columns={[
        { field: 'boughtIn', kind: 'month', width: 104 }, { field: 'costFen', kind: 'money', width: 128 }, { field: 'lifeMonths', kind: 'count', width: 104 }, { field: 'fixedAssetMonthsUsed', kind: 'figure', label: '已用', width: 92 },
        { field: 'secondHandFen', kind: 'money', width: 120 }, { field: 'fixedAssetNet', kind: 'figure', label: '净值', width: 128 },
      ]}
      foot={<span className="workbook-foot">原值合计 <LiveFigure id="fixedAssetCost" strong />　净值合计 <LiveFigure id="fixedAssetsStated" strong /></span>}
    />
  )
}
