import type { Whereabouts } from '#loan/investigation/domain'

const PATIENCE_MS = 4_000

/** Where this device is now, or why it does not say. */
export async function whereNow(): Promise<Whereabouts> {
  if (!('geolocation' in navigator)) return { placeMissing: '浏览器不提供定位' }
  return await new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracyM: Math.round(coords.accuracy) }),
      ({ code }) => resolve({ placeMissing: code === 1 ? '未允许使用定位' : '设备没有给出定位' }),
      { timeout: PATIENCE_MS, maximumAge: 60_000, enableHighAccuracy: true },
    )
  })
}

/** `26.891200, 112.571900 ±12 米`, or why there is no place. */
export function placeText({ place, placeMissing }: { readonly place: { readonly latitude: number; readonly longitude: number; readonly accuracyM: number | null } | null; readonly placeMissing: string | null }): string {
  if (place === null) return placeMissing === null ? '' : `无定位：${placeMissing}`
  return `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}${place.accuracyM === null ? '' : ` ±${place.accuracyM} 米`}`
}
