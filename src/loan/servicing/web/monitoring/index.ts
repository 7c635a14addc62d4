export { MonitoringPanel } from './monitoring-panel.tsx'
