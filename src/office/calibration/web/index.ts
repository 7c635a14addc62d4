export { CalibrationPage } from './calibration-page.tsx'
