import { ConfigProvider, theme } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useTheme } from './theme.ts'
import { FONT, RADIUS, dark, light } from './tokens.ts'

/** Dresses the few antd parts we use (Select, Tree, Upload, QRCode, Dropdown) in our own tokens. Wrap the page that needs them, not the app. */
export function AntdTheme({ children }: { children: ReactNode }) {
  const { isDark } = useTheme()
  const colours = isDark ? dark : light
  return (
    <ConfigProvider
      locale={zhCN}
      csp={{ nonce: styleNonce() }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={(trigger) => trigger?.closest('dialog') ?? document.body}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: colours.pine, colorInfo: colours.slate, colorSuccess: colours.moss, colorWarning: colours.amber, colorError: colours.cinnabar, colorLink: colours.pine,
          colorTextBase: colours.ink, colorBgBase: colours.surface, colorBgLayout: colours.paper, colorBgContainer: colours.surface, colorBorder: colours.lineStrong, colorBorderSecondary: colours.line,
          borderRadius: RADIUS, fontFamily: FONT, fontSize: 14, controlHeight: 36, motionDurationMid: '0.12s', motionDurationSlow: '0.14s', wireframe: false, controlItemBgActive: colours.pineTint, controlItemBgActiveHover: colours.pineTint, controlItemBgHover: colours.hover,
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}

/** The page is served with a nonce for the style tags antd makes; without it the browser would drop them. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
