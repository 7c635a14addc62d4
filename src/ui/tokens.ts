/** Colours, type and space of every screen. `tokens.css` carries the same values as CSS variables; a test holds the two together. */
export interface Palette {
  readonly paper: string
  readonly surface: string
  readonly ink: string
  readonly muted: string
  readonly mutedOnPaper: string
  readonly line: string
  readonly lineStrong: string
  readonly field: string
  readonly hover: string
  readonly pine: string
  readonly onPine: string
  readonly pineTint: string
  readonly cinnabar: string
  readonly cinnabarTint: string
  readonly amber: string
  readonly amberInk: string
  readonly amberTint: string
  readonly moss: string
  readonly mossTint: string
  readonly slate: string
  readonly slateTint: string
}

export const light: Palette = {
  paper: '#F7F6F3', surface: '#FFFFFF', ink: '#1F2328', muted: '#6B7280', mutedOnPaper: '#626977', line: '#E5E2DC', lineStrong: '#CBC6BC', field: '#918D85', hover: '#FAF9F6',
  pine: '#0F5C4D', onPine: '#FFFFFF', pineTint: '#E6F0ED',
  cinnabar: '#B3261E', cinnabarTint: '#FBEBE9', amber: '#B26A00', amberInk: '#8A5200', amberTint: '#FBF2E3', moss: '#2E7D32', mossTint: '#EBF4EC', slate: '#355C9A', slateTint: '#E9EFF8',
}

export const dark: Palette = {
  paper: '#15181A', surface: '#1D2124', ink: '#E9E6E0', muted: '#A0A7B0', mutedOnPaper: '#A0A7B0', line: '#33393D', lineStrong: '#4A5257', field: '#7A8288', hover: '#23282B',
  pine: '#58B79F', onPine: '#0B1F1A', pineTint: '#1B302B',
  cinnabar: '#F28B82', cinnabarTint: '#3A2321', amber: '#E0A24A', amberInk: '#E9B46B', amberTint: '#362B1B', moss: '#81C784', mossTint: '#1F3021', slate: '#93B4EA', slateTint: '#212B3B',
}

export const FONT = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif'
export const RADIUS = 6
