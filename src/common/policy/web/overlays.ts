import type { OverlayAnswer } from '#common/policy/domain'
import type { Unit } from '#common/staff/domain'
import { api, useRead } from '#ui'
import { useWords } from './words.ts'

export type Overlay = OverlayAnswer

/** `本行 第 2 版`, `城东微贷团队 第 1 版`. */
export function useOverlayName(): (overlay: Pick<Overlay, 'level' | 'subject' | 'version'>) => string {
  const say = useWords()
  const scopeName = useScopeName()
  return ({ level, subject, version }) => say('version', { scope: scopeName({ level, subject }), version })
}

/** Whom a version holds for: 全行, a unit by its name, a product by its code. */
export function useScopeName(): (overlay: Pick<Overlay, 'level' | 'subject'>) => string {
  const say = useWords()
  const units = useRead<readonly Unit[]>(api.units()).data
  return ({ level, subject }) => {
    switch (level) {
      case 'BANK': return say('BANK')
      case 'UNIT': return units?.find(({ unitId }) => unitId === subject)?.name ?? say('UNIT')
      case 'PRODUCT': return say('product', { product: subject })
      default: return level satisfies never
    }
  }
}

/** Names the layer a value comes from, by the id of its version; null is the shipped pack. */
export function useLayerName(basePack: string): (overlayId: string | null) => string {
  const say = useWords()
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays()).data?.overlays ?? []
  const name = useOverlayName()
  return (overlayId) => {
    const overlay = overlays.find((each) => each.overlayId === overlayId)
    return overlay === undefined ? say('basePack', { pack: basePack }) : name(overlay)
  }
}
